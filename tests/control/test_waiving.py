"""Waiving units of a cmi5 course through the control API: the statements of the LMS, and what the vendors see (cmi5 9.3.7, 9.5.5.2)."""

from typing import Any

import httpx
import pytest

from tests.courseware.cmi5_packages import au, course_of
from tests.lrs.calling import REGISTRATION, Lrs
from tests.player.test_serving import Player
from tests.player.test_xapi_courses import LOOK, Unit
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.pages.test_single_sign_on import get, give_course, key_of
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.vendors.scormcloud.imports.test_imports import upload_file
from tests.world import World

ONE, TWO, THREE = (f"https://example.com/{name}" for name in ("one", "two", "three"))
TITLE = (
    '<title><langstring lang="en">B</langstring></title><description><langstring lang="en">B</langstring></description>'
)
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with a registration for a cmi5 course of a block with two units, and one beside it."""
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    block = f'<block id="https://example.com/block">{TITLE}{au("one")}{au("two")}</block>'
    upload_file(cloud, "c.zip", course_of(block, au("three", "CompletedAndPassed")), "application/zip")
    cloud.register("R1", xapiRegistrationId=REGISTRATION)
    return cloud


def waive(world: World, body: Any = None, **wanted: str) -> httpx.Response:
    """Waive units of an attempt, by default of R1's."""
    options = {} if body is None else {"json": body}
    params = wanted or {"registration": "R1"}
    return world.client.post(f"{world.root}/_emulator/attempts/waive", params=params, **options)


def refused(world: World, status: int, body: Any = None, **wanted: str) -> str:
    """Try the same, and be refused: the words."""
    response = waive(world, body, **wanted)
    assert (response.status_code, list(response.json())) == (status, ["error"]), response.text
    words: str = response.json()["error"]
    return words


def told(world: World) -> list[dict[str, Any]]:
    """The statements of the registration, the first first."""
    return Lrs(world).find(registration=REGISTRATION, ascending=True)


def verbs(world: World) -> list[str]:
    return [each["verb"]["id"].rpartition("/")[2] for each in told(world)]


def state(cloud: ScormCloudClient) -> tuple[str, str]:
    seen = cloud.get("/registrations/R1")
    return seen["registrationCompletion"], seen["registrationSuccess"]


def test_the_lms_says_which_unit_is_waived_and_why(cloud: ScormCloudClient) -> None:
    answer = waive(cloud.world, {"sco": ONE, "reason": "Tested Out"}).json()
    [waived] = told(cloud.world)
    assert waived["verb"]["id"] == "https://w3id.org/xapi/adl/verbs/waived"
    assert waived["result"] == {"completion": True, "success": True, "extensions": {REASON: "Tested Out"}}
    held = waived["context"]["contextActivities"]
    assert [each["id"].rpartition("/")[2] for each in held["category"]] == ["cmi5", "moveon"]
    assert (held["grouping"], waived["object"]["id"] != ONE) == ([{"id": ONE}], True)
    assert [each["sco"] for each in answer["played"]] == [ONE]
    assert (answer["first_access"], answer["last_access"]) == (None, None)  # of the learner
    tree = cloud.get("/registrations/R1", includeChildResults=True)["activityDetails"]["children"]
    assert [each["activityCompletion"] for each in tree] == ["INCOMPLETE", "UNKNOWN"]
    assert state(cloud) == ("INCOMPLETE", "UNKNOWN")


def test_the_block_and_the_course_are_satisfied_in_the_session_of_the_waiver(cloud: ScormCloudClient) -> None:
    for unit in (ONE, TWO, THREE):
        assert waive(cloud.world, {"sco": unit}).status_code == 200
    assert verbs(cloud.world) == ["waived", "waived", "satisfied", "waived", "satisfied"]
    sessions = [each["context"]["extensions"][SESSION] for each in told(cloud.world)]
    assert [sessions.index(each) for each in sessions] == [0, 1, 1, 3, 3]
    assert told(cloud.world)[0]["result"]["extensions"] == {REASON: "Administrative"}
    kinds = [
        each["object"]["definition"]["type"].rpartition("/")[2] for each in told(cloud.world) if "result" not in each
    ]
    assert kinds == ["block", "course"]
    assert state(cloud) == ("COMPLETED", "PASSED")


def test_without_a_unit_what_is_left_is_waived(cloud: ScormCloudClient) -> None:
    unit = Unit(cloud.world.client, Player(cloud).url, TWO).begin()
    unit.say("passed", "moveon", success=True, duration="PT1S", score={"scaled": 1})
    answer = waive(cloud.world).json()
    assert [each["sco"] for each in answer["played"]] == [ONE, THREE]
    assert verbs(cloud.world)[3:] == ["waived", "satisfied", "waived", "satisfied"]
    assert "moveOn already" in refused(cloud.world, 409)
    assert "https://w3id.org/xapi/adl/verbs/abandoned" not in [each["verb"]["id"] for each in told(cloud.world)]
    assert unit.say("terminated", duration="PT1S").status_code == 200


def test_a_unit_is_waived_once(cloud: ScormCloudClient) -> None:
    waive(cloud.world, {"sco": ONE})
    assert "waived already" in refused(cloud.world, 409, {"sco": ONE})
    assert verbs(cloud.world) == ["waived"]


def test_a_waived_unit_stays_so_when_it_is_launched_afterwards(cloud: ScormCloudClient) -> None:
    waive(cloud.world)
    unit = Unit(cloud.world.client, Player(cloud).url, ONE).begin()
    assert unit.say("failed", "moveon", success=False, duration="PT1S").status_code == 200
    assert verbs(cloud.world).count("waived") == 3
    assert state(cloud)[0] == "COMPLETED"
    assert "waived already" in refused(cloud.world, 409, {"sco": ONE})


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"sco": "https://example.com/none"}, 404, "the course has no SCO https://example.com/none"),
        ({"reason": "No Time"}, 400, "reason"),
        ({"reason": None}, 400, "reason"),
        ({"unit": ONE}, 400, "unit"),
    ],
)
def test_a_waiver_that_cannot_be_is_refused(cloud: ScormCloudClient, body: Any, status: int, words: str) -> None:
    assert words in refused(cloud.world, status, body)
    assert told(cloud.world) == []


def test_only_units_of_cmi5_can_be_waived(cloud: ScormCloudClient) -> None:
    cloud.new_course("C2", QUIZ)
    cloud.register("R2", "C2")
    assert "only units of cmi5 can be waived" in refused(cloud.world, 409, registration="R2")
    assert "nothing to attempt" in refused(cloud.world, 404, registration="R9")


def test_a_restarted_registration_can_be_waived_again(cloud: ScormCloudClient) -> None:
    Unit(cloud.world.client, Player(cloud).url, ONE).begin()
    waive(cloud.world, {"sco": ONE})
    assert cloud.call("DELETE", "/registrations/R1/progress").status_code == 204
    assert state(cloud)[0] == "UNKNOWN"
    assert waive(cloud.world, {"sco": ONE}).status_code == 200
    assert verbs(cloud.world).count("waived") == 2


def test_a_vendor_without_an_lrs_sees_what_was_waived(world: World) -> None:
    world.settings(job_mode="instant")
    litmos = LitmosClient(world)
    user = litmos.new_user()
    give_course(litmos, user, "Sailing", litmos.new_module(world.sample("cmi5-minimal.zip"), Name="Clouds"))
    answer = waive(world, user=user["Id"])
    assert answer.status_code == 200, answer.text
    assert [each["sco"] for each in answer.json()["played"]] == [LOOK]
    assert "Completed" in get(litmos, key_of(litmos, user)).text
