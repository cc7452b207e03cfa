"""What a refused call leaves behind: a line on the terminal, an explanation with what was perhaps meant, words for the client."""

import logging
from pathlib import Path

import httpx
import pytest

from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

REFUSED = "lms_emulator.refused"


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
    assert found[0] == f"GET {target} 404 No such user (userid is nobody)"
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


def test_the_vendors_text_says_why_if_the_sandbox_is_set_so(world: World, cloud: ScormCloudClient) -> None:
    plain = cloud.call("GET", "/courses/C9").json()["message"]
    world.settings(hints_in_errors=True)
    told = cloud.call("GET", "/courses/C9").json()["message"]
    assert told.startswith(plain)
    assert "[lms-emulator: " in told
    litmos = LitmosClient(world).call("GET", "/user")
    assert "[lms-emulator: not an operation of litmos; the nearest is GET /users" in litmos.json()["Detail"]
