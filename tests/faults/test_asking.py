"""Asking for faults: by the control API, by recipes and by a header; what is wrong is refused with the nearest name."""

from typing import Any

import httpx
import pytest

from emulator.life.fault_names import recipes
from tests.faults.asking import add_fault
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.calling import refusal as refusal_of_litmos
from tests.vendors.scormcloud.calling import APP, refusal
from tests.world import World


def refused(world: World, rule: dict[str, Any]) -> str:
    answer = world.client.post(f"{world.root}/_emulator/faults", json=rule)
    assert answer.status_code == 400, answer.text
    words: str = answer.json()["error"]
    return words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            {"match": {"vendor": "litmoss"}, "do": {"status": 503}},
            "match.vendor: 'litmoss' is not a vendor; the nearest is 'litmos'",
        ),
        (
            {"match": {"vendor": "scormcloud", "operation": "getCorse"}, "do": {"status": 503}},
            "match.operation: 'getCorse' is not an operation of scormcloud; the nearest is 'getCourse'",
        ),
        ({"match": {"operation": "GET_USERS"}, "do": {"status": 503}}, "the nearest is 'get_users'"),
        (
            {"do": {"error": "UserNameToken"}},
            "do.error: 'UserNameToken' is not an error; the nearest is 'UserNameTaken'",
        ),
        (
            {"match": {"vendor": "nexport"}, "do": {"rate_limit": True}},
            "do.rate_limit: no rate limit of nexport is known",
        ),
        ({"on": "jobs", "match": {"kind": "litmos.modul"}, "do": {"reason": "x"}}, "the nearest is 'litmos.module'"),
        (
            {"on": "jobs", "match": {"kind": "litmos.module", "state": "Procesing"}, "do": {"reason": "x"}},
            "is not a state that litmos.module comes into; the nearest is 'Processing'",
        ),
        ({"do": {}}, "says nothing to do"),
        ({"do": {"status": 503, "connection": "drop"}}, "status and connection exclude each other"),
        ({"do": {"status": 200}}, "do.status: Input should be greater than or equal to 400"),
        ({"do": {"status": 503, "reason": "two\nlines"}}, "do.reason"),
        ({"do": {"delay": {"shortest": 2, "longest": 1}}}, "shortest is more than longest"),
        ({"on": "trains", "do": {"status": 503}}, "on has to be calls, jobs or deliveries"),
        ({"do": {"status": 503}, "wen": {}}, "wen"),
        ({"match": {"path": "users"}, "do": {"status": 503}}, "match.path"),
    ],
)
def test_a_rule_that_names_nothing_known_is_refused_with_what_is_meant(
    world: World, rule: dict[str, Any], words: str
) -> None:
    assert words in refused(world, rule)
    assert world.control("GET", "faults") == {"faults": []}


def test_a_rule_is_shown_as_it_was_posted_and_can_be_removed(world: World) -> None:
    rule = {"on": "calls", "name": "mine", "match": {"vendor": "litmos"}, "when": {"times": 2}, "do": {"status": 503}}
    made = world.control("POST", "faults", json=rule)
    assert made["rule"] == rule
    assert world.control("GET", "faults")["faults"] == [made]
    world.control("DELETE", f"faults/{made['id']}")
    gone = world.client.get(f"{world.root}/_emulator/faults/{made['id']}")
    assert (gone.status_code, gone.json()) == (404, {"error": f"there is no fault {made['id']}"})


def test_a_recipe_is_applied_once_and_lifted(world: World) -> None:
    listed = {recipe["name"] for recipe in world.control("GET", "faults/recipes")["recipes"]}
    assert {"litmos-maintenance", "scormcloud-slow-import", "token-endpoint-down", "postback-receiver-flaky"} <= listed
    for _ in range(2):
        made = world.control("POST", "faults/recipes/litmos-maintenance")
        assert [each["rule"]["name"] for each in made["faults"]] == ["litmos-maintenance"]
    assert len(world.control("GET", "faults")["faults"]) == 1
    answer = LitmosClient(world).call("GET", "/users")
    assert (answer.status_code, answer.reason_phrase, answer.headers["retry-after"]) == (
        503,
        "Service Unavailable",
        "600",
    )
    world.control("DELETE", "faults/recipes/litmos-maintenance")
    assert LitmosClient(world).call("GET", "/users").status_code == 200
    unknown = world.client.post(f"{world.root}/_emulator/faults/recipes/litmos-maintainance")
    assert unknown.json() == {"error": "'litmos-maintainance' is not a recipe; the nearest is 'litmos-maintenance'"}


def test_a_recipe_of_one_name_has_the_rules_of_every_vendor(world: World) -> None:
    made = world.control("POST", "faults/recipes/token-endpoint-down")["faults"]
    assert {each["rule"]["match"]["vendor"] for each in made} == {"scormcloud", "nexport"}
    token = world.client.post(
        f"{world.scormcloud}/oauth/authenticate/application/token", auth=APP, data={"scope": "read"}
    )
    assert refusal(token, 503) == "Service Unavailable"
    assert world.client.get(f"{world.scormcloud}/courses", auth=APP).status_code == 200


@pytest.mark.parametrize("name", sorted(recipes()))
def test_every_recipe_names_what_there_is(world: World, name: str) -> None:
    for rule in recipes()[name].read():
        document = rule.model_dump(mode="json", exclude_unset=True)
        world.control("POST", "faults", json={"on": rule.on, **document})


@pytest.mark.parametrize(
    "text",
    [
        "status=503; reason=Down for maintenance",
        '{"status": 503, "reason": "Down for maintenance"}',
        'status=503;reason="Down for maintenance";',
    ],
)
def test_the_header_asks_for_a_fault_of_its_own_call_alone(world: World, text: str) -> None:
    litmos = LitmosClient(world)
    answer = litmos.call("GET", "/users", headers={"X-Emulator-Fault": text})
    assert refusal_of_litmos(answer, 503) == "Down for maintenance"
    assert world.control("GET", "faults") == {"faults": []}
    assert litmos.call("GET", "/users").status_code == 200
    assert [entry["injected"] and entry["injected"]["rule"] for entry in world.journal()] == [None, None]
    assert [bool(entry["injected"]) for entry in world.journal()] == [True, False]


def test_the_header_can_say_after_the_work(world: World) -> None:
    body = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "B", "Email": "jo@example.com"}
    with pytest.raises(httpx.TransportError):
        LitmosClient(world).call(
            "POST", "/users", json=body, headers={"X-Emulator-Fault": "connection=drop; where=after"}
        )
    assert "jo@example.com" in LitmosClient(world).call("GET", "/users").text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stats=503", "stats: is not known here; there are where, delay, status"),
        ("status=abc", "status: Input should be a valid integer"),
        ("", "says nothing to do"),
        ("status=503; status=502", "says status twice"),
        ("{", "is not valid JSON"),
        ("error=NoSuchError", "has no error NoSuchError"),
        ("status=503; reason=" + "[" * 5000, "reason"),
        ("drop", "drop: is not known here"),
    ],
)
def test_a_malformed_header_is_a_400_in_the_vendors_envelope_with_a_hint(world: World, text: str, words: str) -> None:
    headers = {"X-Emulator-Fault": text}
    cloud = world.client.get(f"{world.scormcloud}/courses", auth=APP, headers=headers)
    refusal(cloud, 400)
    assert words in cloud.headers["x-emulator-hint"]
    litmos = LitmosClient(world).call("GET", "/users", headers=headers)
    assert (litmos.status_code, words in litmos.headers["x-emulator-hint"]) == (400, True)
    token = {"username": "api.user", "password": "emulator-password", "grant_type": "password"}
    nexport = world.client.post(f"{world.nexport}/AdminApi/Authenticate", json=token, headers=headers)
    assert (nexport.status_code, words in nexport.headers["x-emulator-hint"]) == (400, True)


def test_what_was_injected_is_no_evidence(world: World) -> None:
    """A status that the contract does not declare fails a test here (tests/conftest.py), unless it was injected."""
    add_fault(world, {"status": 418}, when={"times": 1})
    assert refusal_of_litmos(LitmosClient(world).call("GET", "/users"), 418) == "I'm a Teapot"
    entry = world.journal()[-1]
    assert entry["injected"] == {
        "rule": 1,
        "name": None,
        "where": "before",
        "did": ["status 418"],
        "client_left": False,
    }
    assert entry["notes"] == ["injected by fault 1, before the work: status 418"]


def test_a_sandbox_has_a_bounded_number_of_rules(world: World) -> None:
    for _ in range(500):
        world.control("POST", "faults", json={"match": {"vendor": "nexport"}, "do": {"status": 503}})
    full = world.client.post(f"{world.root}/_emulator/faults/recipes/lost-answers")
    words = "a sandbox has at most 500 faults; DELETE those that are spent"
    assert (full.status_code, full.json()) == (409, {"error": words})
    assert len(world.control("GET", "faults")["faults"]) == 500
    assert LitmosClient(world).call("GET", "/users").status_code == 200


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_journal_explains_an_injected_refusal_by_its_fault(world: World, where: str) -> None:
    add_fault(world, {"status": 503, "where": where}, match={"operation": "getCourses"})
    assert refusal(world.client.get(f"{world.root}/api/v2/courses", auth=APP), 503) == "Service Unavailable"
    (entry,) = world.client.get(f"{world.root}/_emulator/journal", params={"operation": "getCourses"}).json()["entries"]
    assert entry["explanation"] == f"injected by fault 1, {where} the work: status 503"
