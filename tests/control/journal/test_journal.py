"""The journal as the control API shows it."""

from pathlib import Path

import httpx
import pytest

import emulator
from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World


def test_an_entry_names_the_endpoint_that_served_it(world: World) -> None:
    LitmosClient(world).call("GET", "/users")
    LitmosClient(world).call("GET", "/nothing-here")
    served, unknown = world.journal()
    file, _, line = served["served_by"].partition(":")
    text = (Path(emulator.__file__).parent / "vendors" / "litmos" / file).read_text().splitlines()
    assert text[int(line) - 1].startswith('@router.get("/users"')
    assert unknown["served_by"] is None


def test_an_entry_names_who_called_and_never_the_secret(world: World, cloud: ScormCloudClient) -> None:
    LitmosClient(world).call("GET", "/users")
    cloud.call("GET", "/courses")
    NexportClient(world).get("directory/organizations")
    LitmosClient(world).call("GET", "/users", headers={"apikey": "no-such-key"})
    callers = [entry["credential"] for entry in world.journal() if "Authenticate" not in entry["request"]["target"]]
    assert callers[0].startswith("litmos-account-owner"), callers
    assert callers[1:] == ["EMULATOR01", "api.user", None]


def test_every_answer_has_the_id_of_its_request_the_same_in_every_run(world: World) -> None:
    first = LitmosClient(world).call("GET", "/users")
    second = LitmosClient(world).call("GET", "/nothing-here")
    ids = [answer.headers["X-Emulator-Request-Id"] for answer in (first, second)]
    assert ids == [f"{world.name}-1", f"{world.name}-2"]
    assert [entry["request_id"] for entry in world.journal()] == ids
    (found,) = world.journal(request_id=ids[1])
    assert found["response"]["status"] == 404
    control = [world.client.get(f"{world.root}/_emulator/clock") for _ in range(2)]
    control += [world.client.get(f"{world.host}/~bad~name/v1.svc/users")]
    control += [world.client.get(f"{world.root}/_emulator/clock", headers={"Host": "elsewhere.example.com"})]
    own = [answer.headers["X-Emulator-Request-Id"] for answer in control]
    assert len(set(own)) == 4
    assert all(each.startswith("_emulator-") for each in own)
    assert control_refusal(control[3], 421).startswith("lms-emulator is not known as elsewhere.example.com")


def test_a_refused_call_is_explained_and_a_successful_one_is_not(world: World) -> None:
    LitmosClient(world).call("GET", "/users")
    LitmosClient(world).call("GET", "/users", headers={"apikey": "no-such-key"})
    served, refused = world.journal()
    assert (served["explanation"], refused["explanation"]) == (None, "this sandbox has no such API key")


def test_one_entry_is_found_by_its_number(world: World) -> None:
    LitmosClient(world).call("GET", "/users")
    (listed,) = world.journal()
    assert world.control("GET", f"journal/{listed['number']}") == listed
    missing = world.client.get(f"{world.root}/_emulator/journal/99")
    assert (missing.status_code, missing.json()["error"]) == (404, "the journal has no entry 99 (any more)")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/v1/users", "/v1.svc/users is get_users of Litmos, whose base path is /v1.svc"),
        ("/users", "/v1.svc/users is get_users of Litmos, whose base path is /v1.svc"),
        ("/v2/courses", "/api/v2/courses is getCourses of SCORM Cloud, whose base path is /api/v2"),
        (
            "/courses",
            "/v1.svc/courses is get_courses of Litmos, whose base path is /v1.svc"
            " and /api/v2/courses is getCourses of SCORM Cloud, whose base path is /api/v2",
        ),
        ("/v1.svx/nonsense", "the base path of Litmos is /v1.svc"),
        ("/somewhere", "vendors are at /v1.svc, /api/v2, /api/v1, the control API at /_emulator"),
    ],
)
def test_a_wrong_base_path_is_an_entry_in_the_sandbox_of_the_path(world: World, path: str, meant: str) -> None:
    answer = world.client.get(f"{world.root}{path}?source=x")
    words = f"nothing is served at {path}; {meant}"
    assert (answer.status_code, answer.json()["error"]) == (404, words)
    (entry,) = world.journal()
    assert (entry["vendor"], entry["operation"], entry["explanation"]) == ("none", None, words)
    assert entry["request"]["target"] == f"/~{world.name}{path}?source=x"
    assert entry["request_id"] == answer.headers["X-Emulator-Request-Id"] == f"{world.name}-1"
    assert world.journal(vendor="none") == [entry]


def test_a_path_of_another_vendors_base_path_is_told_whose_operation_was_perhaps_meant(world: World) -> None:
    answer = world.client.get(f"{world.root}/api/v1/courses")
    meant = "/api/v2/courses is getCourses of SCORM Cloud, whose base path is /api/v2"
    assert meant in answer.headers.get_list("x-emulator-hint")
    (entry,) = world.journal()
    assert entry["explanation"] == f"not an operation of nexport; {meant}"


def test_what_browsers_ask_for_by_themselves_is_no_entry(world: World) -> None:
    world.client.get(f"{world.root}/favicon.ico")
    assert world.journal() == []


def test_entries_are_found_by_what_they_are(world: World) -> None:
    client = LitmosClient(world)
    client.call("POST", "/users", json={"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba"})
    client.call("GET", "/users")
    client.call("GET", "/users/nobody")
    client.call("GET", "/users", headers={"apikey": "no-such-key"})

    def found(**wanted: str) -> list[int]:
        return [entry["number"] for entry in world.journal(**wanted)]

    assert found(status="4xx") == [3, 4]
    assert found(status="404") == [3]
    assert found(method="post") == [1]
    assert found(path="/v1.svc/users") == [1, 2, 4]
    assert found(path="/v1.svc/users/*") == [3]
    assert found(body="jo@example.com") == [1]
    assert found(answer="jo@example.com", method="GET") == [2]
    assert found(after="2", status="4xx") == [3, 4]
    assert len(found(credential=world.journal()[0]["credential"])) == 3


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("journal?limti=1", "limti is no parameter here; vendor, operation, status, method, path, body, answer, "),
        ("journal?status=sorry", "status: must be a status like 404, or 4xx"),
        ("clock?at=1", "at is no parameter here; there are none"),
        ("deliveries?from=1", "from is no parameter here; after, limit"),
        ("attempts?learnr=1", "learnr is no parameter here; "),
        ("openapi/control.json?x", "x is no parameter here; there are none"),
    ],
)
def test_an_unknown_or_wrong_query_parameter_is_refused_by_name(world: World, path: str, words: str) -> None:
    refused = world.client.get(f"{world.root}/_emulator/{path}")
    assert refused.status_code == 400
    assert refused.json()["error"].startswith(words), refused.text


def test_the_start_page_takes_any_query(world: World) -> None:
    assert world.client.get(f"{world.root}/?utm=1").status_code == 200


def test_request_ids_are_the_same_in_every_run(tmp_path: Path, client: httpx.Client) -> None:
    ids = []
    for run in ("one", "two"):
        with running(tmp_path / run) as (root, _):
            answers = [client.get(f"{root}/v1.svc/users{number}") for number in range(3)]
            ids.append([answer.headers["X-Emulator-Request-Id"] for answer in answers])
    assert ids[0] == ids[1] == ["default-1", "default-2", "default-3"]


def test_an_entry_says_which_rows_the_call_created_changed_and_deleted(world: World) -> None:
    litmos = LitmosClient(world)
    user = litmos.call("POST", "/users", json={"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba"})
    team = litmos.call("POST", "/teams", json={"Name": "North"})
    ids = {name: answer.json()["Id"] for name, answer in (("user", user), ("team", team))}
    litmos.call("POST", f"/teams/{ids['team']}/users", json=[{"Id": ids["user"]}])
    litmos.call("DELETE", f"/users/{ids['user']}")
    litmos.call("GET", f"/users/{ids['user']}")
    litmos.call("POST", "/users", json={"UserName": "jo"})
    made, _, joined, gone, missing, refused = world.journal()
    row = {"change": "created", "vendor": "litmos", "noun": "user", "id": {"id": ids["user"]}}
    assert row in made["rows"]
    member = {
        "change": "created",
        "vendor": "litmos",
        "noun": "team user",
        "id": {"team_id": ids["team"], "user_id": ids["user"]},
    }
    assert member in joined["rows"]
    assert {**row, "change": "deleted"} in gone["rows"]
    assert {**member, "change": "deleted"} in gone["rows"], "a delete by another column than the key"
    assert (missing["rows"], refused["rows"], made["more_rows"]) == ([], [], 0)
