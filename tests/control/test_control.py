"""The control API: its own errors are JSON with one member, `error`."""

from typing import Any

import pytest

from emulator import __version__
from emulator.vendors import ENTRIES, load_vendor
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


def test_live_and_ready_answer(world: World) -> None:
    assert world.control("GET", "live") == {"live": True}
    assert world.control("GET", "ready") == {"ready": True}


def test_the_start_page_names_the_vendors_of_the_sandbox_and_needs_no_internet(world: World) -> None:
    page = world.client.get(f"{world.root}/")
    assert page.headers["content-type"].startswith("text/html")
    for text in (world.litmos, world.scormcloud, world.nexport, "litmos-account-owner", "EMULATOR01"):
        assert text in page.text
    assert 'src="http' not in page.text
    assert "@import" not in page.text


def test_the_clock_is_read_set_held_and_released(world: World) -> None:
    assert world.control("GET", "clock")["held"] is False
    change = {"now": "2030-01-01T02:00:00+02:00", "held": True}
    assert world.control("PUT", "clock", json=change) == {"now": "2030-01-01T00:00:00Z", "held": True, "scale": 1.0}
    assert world.control("POST", "clock/advance", json={"seconds": 90.5})["now"] == "2030-01-01T00:01:30.500000Z"
    assert world.control("PUT", "clock", json={"held": False})["now"].startswith("2030-01-01T00:01:30.5")


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("clock", {"now": "yesterday"}, "now: Input should be a valid datetime"),
        ("clock", {"hold": True}, "hold: is not known here; there are now, shift, held, scale"),
        ("clock/advance", {"seconds": -1}, "seconds: Input should be greater than or equal to 0"),
        ("clock/advance", {"seconds": "x"}, "seconds: Input should be a valid number"),
        ("clock/advance", {}, "seconds: Field required"),
        ("clock/advance", [1], "must be an object"),
        ("clock/advance", {"seconds": 1e308}, "seconds: Input should be less than or equal to 3162240000"),
    ],
)
def test_a_clock_that_cannot_be_is_refused_naming_the_member(world: World, path: str, body: Any, words: str) -> None:
    method = "POST" if "advance" in path else "PUT"
    response = world.client.request(method, f"{world.root}/_emulator/{path}", json=body)
    assert (response.status_code, list(response.json())) == (400, ["error"])
    assert response.json()["error"].startswith(words)


def test_a_time_without_a_zone_is_in_utc(world: World) -> None:
    change = {"now": "2030-01-01T02:00:00", "held": True}
    assert world.control("PUT", "clock", json=change)["now"] == "2030-01-01T02:00:00Z"


def test_a_setting_that_is_changed_leaves_those_that_were_changed_before(world: World) -> None:
    world.settings(job_mode="step")
    world.settings(job_seconds=7)
    found = world.control("GET", "settings")
    assert (found["job_mode"], found["job_seconds"]) == ("step", 7)


def test_the_default_sandbox_cannot_be_deleted_and_one_that_is_not_there_neither(world: World) -> None:
    for name, status, words in (
        ("default", 409, "the default sandbox cannot be deleted; POST /_emulator/reset empties it"),
        (f"{world.name}-never", 404, f"there is no sandbox {world.name}-never"),
    ):
        response = world.client.delete(f"{world.host}/_emulator/sandboxes/{name}")
        assert (response.status_code, response.json()) == (status, {"error": words})


def test_settings_are_changed_together_or_not_at_all(world: World) -> None:
    url = f"{world.root}/_emulator/settings"
    response = world.client.patch(url, json={"job_mode": "instant", "job_seconds": -1})
    assert (response.status_code, "job_seconds" in response.json()["error"]) == (400, True)
    unknown = world.client.patch(url, json={"jobmode": "instant"})
    assert (unknown.status_code, unknown.json()) == (400, {"error": "jobmode: is not known here; job_mode is"})
    assert world.control("GET", "settings")["job_mode"] == "real"
    assert world.control("PATCH", "settings", json={"litmos_rate_limit": 0})["litmos_rate_limit"] is None


def test_a_body_that_curl_calls_a_form_is_read_as_json(world: World) -> None:
    url = f"{world.root}/_emulator/settings"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    response = world.client.patch(url, content=b'{"job_mode": "step"}', headers=headers)
    assert response.json()["job_mode"] == "step"


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "application/json"}, {"Content-Type": "text/plain"}])
@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"{", "Expecting property name enclosed in double quotes at line 1, column 2"),
        (b'{"job_mode":\n "step",\n x}', "Expecting property name enclosed in double quotes at line 3, column 2"),
        (b'{"job_mode": "step"} x', "Extra data at line 1, column 22"),
    ],
)
def test_a_body_that_is_not_json_is_refused_with_line_and_column_whatever_it_is_called(
    world: World, headers: dict[str, str], body: bytes, where: str
) -> None:
    broken = world.client.patch(f"{world.root}/_emulator/settings", content=body, headers=headers)
    assert (broken.status_code, broken.json()) == (400, {"error": f"the body is not valid JSON: {where}"})


def test_operations_are_listed_with_their_evidence_and_whether_they_are_served(world: World) -> None:
    vendors = {entry["vendor"]: entry for entry in world.control("GET", "operations")["vendors"]}
    assert set(vendors) == {"litmos", "scormcloud", "nexport"}
    contract = load_vendor("litmos").contract
    assert vendors["litmos"]["known"] == len(vendors["litmos"]["operations"]) == len(contract.operations)
    by_id = {entry["id"]: entry for entry in vendors["litmos"]["operations"]}
    assert by_id["post_users"]["served"] is True
    assert by_id["post_users"]["evidence"]["response"] == "recorded"
    unknown = world.client.get(f"{world.root}/_emulator/operations", params={"vendor_name": "moodle"})
    words = {"error": "vendor_name must be one of litmos, scormcloud, nexport"}
    assert (unknown.status_code, unknown.json()) == (400, words)
    only = world.control("GET", "operations", params={"vendor_name": "nexport"})["vendors"]
    assert [entry["vendor"] for entry in only] == ["nexport"]
    by_id = {entry["id"]: entry for entry in only[0]["operations"]}
    assert all(entry["served"] for entry in by_id.values())


def test_the_samples_are_listed_and_served_as_zip_files(world: World) -> None:
    samples = world.control("GET", "samples/")["samples"]
    assert {sample["valid"] for sample in samples} == {True, False}
    assert [sample["url"] for sample in samples] == [world.sample(sample["name"]) for sample in samples]
    for sample in samples:
        response = world.client.get(sample["url"])
        assert response.headers["content-type"] == "application/zip"
        assert response.content.startswith(b"PK")
    missing = world.client.get(world.sample("none.zip"))
    assert missing.status_code == 404
    assert missing.json()["error"].startswith("there is no sample none.zip; there are ")


@pytest.mark.parametrize("path", ["/_emulator/nothing", "/nothing", "/v1.svcx/users", "/api/v3"])
def test_a_path_that_nobody_serves_says_where_the_vendors_are(world: World, path: str) -> None:
    response = world.client.get(world.root + path)
    assert response.status_code == 404
    assert "/v1.svc" in response.json()["error"]


def test_the_control_api_describes_itself(world: World) -> None:
    paths = world.control("GET", "openapi/control.json")["paths"]
    assert "/_emulator/clock/advance" in paths
    assert not [path for path in paths if "v1.svc" in path]


def test_a_seed_document_creates_users_and_courses(world: World) -> None:
    document = {
        "litmos": {
            "users": [{"UserName": "ann@example.com", "AccessLevel": "Administrator", "ApiKey": "anns-key"}],
            "courses": [{"Name": "Safety", "Code": "S1"}],
        }
    }
    assert world.control("POST", "seed", json=document)["seeded"] == ["litmos"]
    courses = LitmosClient(world).call("GET", "/courses").json()
    assert [course["Name"] for course in courses] == ["Safety"]
    response = LitmosClient(world, "anns-key").call("GET", "/courses")
    assert response.status_code == 403, "the key works, and is an administrator's"
    assert "Administrator" in response.headers["x-emulator-hint"]


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ('{"litmos": {"users": [', "line 1"),
        ('{\n "litmos": nope\n}', "line 2"),
        ("[]", "object"),
        ('{"lit": {}}', "lit is not known"),
        ('{"version": 9}', "version"),
        ('{"litmos": []}', "litmos must be an object"),
        ('{"litmos": {"people": []}}', "litmos.people"),
        ('{"litmos": {"users": {}}}', "litmos.users"),
        ('{"litmos": {"users": [{"UserName": "a@b.example", "Shoe": 1}]}}', "litmos.users[0].Shoe"),
        ('{"litmos": {"users": [{"UserName": "a@b.example"}, {"UserName": "A@b.example"}]}}', "litmos.users[1]"),
        ('{"litmos": {"users": [{"UserName": "a@b.example"}], "courses": [{"Code": "x"}]}}', "litmos.courses[0]"),
        ('{"litmos": {"users": [{"UserName": "a@b.example", "Active": "perhaps"}]}}', "litmos.users[0].Active"),
        ('{"litmos": {"users": [{"UserName": "a@b.example", "ApiKey": "litmos-learner"}]}}', "litmos.users[0]"),
        ('{"litmos": {"users": [{"UserName": "a@b.example", "ApiKey": 7}]}}', "litmos.users[0].ApiKey"),
    ],
)
def test_a_bad_seed_document_is_refused_whole_naming_the_line_or_path(world: World, document: str, where: str) -> None:
    litmos = LitmosClient(world)
    before = litmos.call("GET", "/users").json()
    response = world.client.post(f"{world.root}/_emulator/seed", content=document)
    assert response.status_code == 400
    assert where in response.json()["error"]
    assert litmos.call("GET", "/users").json() == before


def test_a_sandbox_tells_its_version_and_each_vendors_base_url_and_credentials(world: World) -> None:
    about = world.control("GET", "about")
    assert (about["version"], about["sandbox"]) == (__version__, world.name)
    assert [vendor["name"] for vendor in about["vendors"]] == [entry.name for entry in ENTRIES]
    litmos = about["vendors"][0]
    assert litmos["base_url"] == world.litmos
    assert litmos["environment"] == {"LITMOS_BASE_URL": world.litmos, "LITMOS_API_KEY": "litmos-account-owner"}
