"""What a refused call leaves behind: a line on the terminal, an explanation with what was perhaps meant, words for the client."""

import logging
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

REFUSED = "lms_emulator.refused"
NO_ID = "00000000-0000-4000-8000-000000000000"


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == REFUSED]


def test_each_refused_call_is_one_line_without_its_secrets(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    LitmosClient(world).call("GET", "/users")
    LitmosClient(world).call("GET", "/users/nobody", params={"apikey": "litmos-account-owner"})
    world.client.get(f"{world.root}/v1/users")
    world.client.get(f"{world.host}/_emulator/clock", headers={"Host": "elsewhere.example.com"})
    found = lines(caplog)
    target = f"/~{world.name}/v1.svc/users/nobody?source=tests&format=json&apikey=(hidden)"
    assert found[0].startswith(f"GET {target} 404 No such user (userid is nobody); there are for instance: user ")
    assert found[1].startswith(f"GET /~{world.name}/v1/users 404 nothing is served at /v1/users; /v1.svc/users is ")
    assert found[2].startswith("GET /_emulator/clock 421 lms-emulator is not known as elsewhere.example.com")
    assert len(found) == 3


def test_quiet_spares_the_terminal(tmp_path: Path, client: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with running(tmp_path, quiet=True) as (root, _):
        assert client.get(f"{root}/v1.svc/users").reason_phrase.startswith("Forbidden")
        client.get(f"{root}/nowhere")
    assert lines(caplog) == []


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/user", "the nearest is GET /users (get_users): the segment user is like users"),
        ("/users/jo/course", "the nearest is GET /users/{userid}/courses (get_users_userid_courses): "),
        ("/v1.svc/users", "the nearest is GET /users (get_users): the segment v1.svc is too much"),
        (
            "/users/courses/c1",
            "the nearest is GET /users/{userid}/courses/{courseid} (get_users_userid_courses_courseid): an id is missing before courses",
        ),
        ("/users/jo/courses/c1/x/y", None),
        ("/completely/different/things", None),
    ],
)
def test_a_path_of_no_operation_is_told_the_nearest_one(world: World, path: str, hint: str | None) -> None:
    LitmosClient(world).call("GET", path)
    explanation = world.journal()[-1]["explanation"]
    assert explanation.startswith("not an operation of litmos")
    assert (hint or "not an operation") in explanation, explanation
    assert ("nearest" in explanation) == (hint is not None), explanation


def test_a_vendor_that_minds_the_case_says_so(world: World, cloud: ScormCloudClient) -> None:
    cloud.call("GET", "/Courses")
    assert "GET /courses (getCourses): the case of Courses is courses" in world.journal()[-1]["explanation"]


@pytest.mark.parametrize("form", ["json", "xml", "nexport", "scormcloud"])
def test_the_vendors_text_says_why_in_every_form_if_the_sandbox_is_set_so(
    world: World, cloud: ScormCloudClient, form: str
) -> None:
    def refused() -> httpx.Response:
        if form == "nexport":
            return NexportClient(world).call("GET", "/LearningApi/GetCatalog", params={"catalog_id": NO_ID})
        if form == "scormcloud":
            return cloud.call("GET", "/courses/C9")
        return LitmosClient(world).call("GET", "/users/<&", params={"format": form})

    plain = refused()
    world.settings(hints_in_errors=True)
    told = refused()
    assert told.status_code == plain.status_code >= 400
    assert "lms-emulator: " not in plain.text
    assert "[lms-emulator: " in told.text
    if form == "xml":
        ElementTree.fromstring(told.text)
        assert "&lt;&amp;" in told.text
    else:
        told.json()
    litmos = LitmosClient(world).call("GET", "/user")
    assert "[lms-emulator: not an operation of litmos; the nearest is GET /users" in litmos.json()["Detail"]


def test_a_call_that_finds_nothing_is_told_the_nearest_ids_of_each_vendor(
    world: World, cloud: ScormCloudClient
) -> None:
    litmos = LitmosClient(world)
    litmos.call("POST", "/users", json={"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba"})
    told = litmos.call("GET", "/users/jo@exampel.com").headers.get_list("X-Emulator-Hint")
    assert told == ["perhaps meant: user jo@example.com"]
    cloud.call("GET", "/courses/C9")
    NexportClient(world).call("GET", "/LearningApi/GetCatalog", params={"catalog_id": NO_ID})
    user, course = world.journal(status="404")
    (catalog,) = world.journal(status="409")
    assert user["nearest_ids"] == [
        {"parameter": "userid", "given": "jo@exampel.com", "noun": "user", "ids": ["jo@example.com"], "alike": True}
    ]
    assert course["nearest_ids"][0]["ids"] == []
    assert course["explanation"] == "No such course (courseId is C9); there is no course yet"
    assert catalog["nearest_ids"][0]["noun"] == "catalog"


def test_the_operations_that_were_perhaps_meant_are_listed_with_what_differs(world: World) -> None:
    LitmosClient(world).call("POST", "/users/jo")
    LitmosClient(world).call("GET", "/user")
    other_method, spelling = world.journal()
    assert {each["method"] for each in other_method["nearest_operations"]} == {"GET", "PUT", "DELETE"}
    assert other_method["nearest_operations"][0]["why"].startswith("the method is ")
    assert spelling["nearest_operations"][0] == {
        "operation": "get_users",
        "method": "GET",
        "path": "/users",
        "why": "the segment user is like users",
    }


def test_wrong_input_is_told_as_member_what_was_expected_and_what_came_without_secrets(
    world: World, cloud: ScormCloudClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    litmos = LitmosClient(world)
    answers = [
        litmos.call("GET", "/users", params={"limit": "many"}),
        litmos.call("POST", "/users", params={"format": "xml"}, content="<User><Active>maybe</Active></User>"),
        cloud.call(
            "POST", "/registrations", json={"courseId": "c", "learner": {"id": ["x", 1]}, "registrationId": "r"}
        ),
        cloud.call("POST", "/registrations", json={"registrationId": "r"}),
    ]
    problems = [entry["problem"] for entry in world.journal()]
    assert problems[0] == {"member": "limit", "expected": "must be a whole number", "came": '"many"'}
    assert problems[1] == {"member": "User.Active", "expected": "must be true or false", "came": '"maybe"'}
    assert problems[2] == {"member": "body.learner.id", "expected": "must be text", "came": '["x",1]'}
    assert problems[3] == {"member": "body.courseId", "expected": "is required", "came": None}
    assert lines(caplog)[0].endswith('400 limit: must be a whole number; what came is "many"')
    assert answers[0].headers.get_list("X-Emulator-Hint") == ["limit: must be a whole number", 'what came is "many"']
    assert "hidden" in _came(world, {"password": ["hunter2"]})


def _came(world: World, body: object) -> str:
    """What is shown of a user's password that is not text."""
    LitmosClient(world).call(
        "POST", "/users", json={"UserName": "jo@example.com", "FirstName": "J", "LastName": "B", "Password": body}
    )
    entry = world.journal()[-1]
    assert entry["response"]["status"] == 400
    return str(entry["problem"]["came"])
