"""The state that a registration was given at its creation, when it is launched."""

from typing import Any

import pytest

from tests.player.test_serving import Player
from tests.vendors.scormcloud.calling import QUIZ, TWO_SCOS, ScormCloudClient
from tests.world import World

FULL = {"includeChildResults": True, "includeRuntime": True, "includeInteractionsAndObjectives": True}


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with the quiz as C1 and two SCOs of SCORM 2004 as C2."""
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", QUIZ)
    cloud.new_course("C2", TWO_SCOS)
    return cloud


def state(sco: str, runtime: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"activityDetails": {"id": "x", "children": [{"id": sco, "runtime": runtime, **members}]}}


def test_a_quiz_goes_on_where_its_state_was_left(cloud: ScormCloudClient) -> None:
    interaction = {"id": "q1", "type": "Choice", "result": "incorrect", "learnerResponse": "a", "latency": "0000:00:07"}
    runtime = {
        "completionStatus": "incomplete",
        "location": "2",
        "suspendData": "a,b",
        "scoreRaw": "40",
        "totalTime": "0001:00:05.50",
        "runtimeInteractions": [interaction],
        "runtimeObjectives": [{"id": "o1", "runtimeObjectiveSuccessStatus": "PASSED"}],
    }
    cloud.register("R1", initialRegistrationState=state("quiz", runtime, timeTracked="0001:00:10"))
    player = Player(cloud)
    assert cloud.get("/registrations/R1/launchHistory") == {"launchHistory": []}
    begun = player.start()
    assert {name: begun["values"][name] for name in sorted(begun["values"]) if "interactions.0" not in name} == {
        "cmi.core.credit": "credit",
        "cmi.core.entry": "resume",
        "cmi.core.lesson_location": "2",
        "cmi.core.lesson_mode": "normal",
        "cmi.core.lesson_status": "incomplete",
        "cmi.core.score.raw": "40",
        "cmi.core.student_id": "L1",
        "cmi.core.student_name": "Baba, Jo",
        "cmi.core.total_time": "0001:00:05.50",
        "cmi.objectives.0.id": "o1",
        "cmi.objectives.0.status": "passed",
        "cmi.student_data.mastery_score": "60",
        "cmi.suspend_data": "a,b",
    }
    player.commit(
        {"cmi.core.lesson_status": "passed", "cmi.core.session_time": "00:01:00"}, seconds=60, ended="terminated"
    )
    seen = cloud.get("/registrations/R1", **FULL)
    runtime = seen["activityDetails"]["children"][0]["runtime"]
    assert (runtime["totalTime"], seen["totalSecondsTracked"]) == ("0001:01:05.50", 3670.0)
    assert [(each["id"], each["result"], each["latency"]) for each in runtime["runtimeInteractions"]] == [
        ("q1", "incorrect", "0000:00:07")
    ]
    (launch,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert launch["totalSecondsTracked"] == 60


def test_a_course_of_one_sco_is_what_its_registration_is(cloud: ScormCloudClient) -> None:
    given = {
        "registrationCompletion": "COMPLETED",
        "registrationSuccess": "PASSED",
        "score": {"scaled": 85},
        "totalSecondsTracked": 12.5,
        "firstAccessDate": "2020-01-02T03:04:05Z",
        "lastAccessDate": "2020-01-03T03:04:05Z",
    }
    cloud.register("R1", initialRegistrationState=given)
    before = cloud.get("/registrations/R1")
    Player(cloud)
    after = cloud.get("/registrations/R1")
    assert {name: after[name] for name in given} == {name: before[name] for name in given} == given


def test_a_sco_of_scorm_2004_that_is_not_done_with_stays_open(cloud: ScormCloudClient) -> None:
    runtime = {"completionStatus": "incomplete", "location": "3", "progressMeasure": "0.5"}
    cloud.register("R1", "C2", initialRegistrationState=state("lesson", runtime))
    player = Player(cloud)
    lesson, check = cloud.get("/registrations/R1", **FULL)["activityDetails"]["children"][0]["children"]
    assert (lesson["activityCompletion"], lesson["activitySuccess"], lesson["suspended"]) == (
        "INCOMPLETE",
        "UNKNOWN",
        True,
    )
    assert check["attempts"] == 0
    values = player.tell("start", {"sco": "lesson"}).json()["values"]
    assert (values["cmi.entry"], values["cmi.location"], values["cmi.progress_measure"]) == ("resume", "3", "0.5")


@pytest.mark.parametrize(
    "runtime",
    [
        {"scoreRaw": "x" * 100_000, "totalTime": "::", "exit": "no way"},
        {"totalTime": "a:b:c", "runtimeInteractions": [{}, {"id": ""}]},
        {"runtimeObjectives": [{"id": "a b"}, {"id": "a b"}, {}], "scoreMax": "NaN"},
        {"totalTime": "9999999999999:00:00", "progressMeasure": "7"},
    ],
)
@pytest.mark.parametrize(("course", "sco"), [("C1", "quiz"), ("C2", "lesson")])
def test_what_the_data_model_does_not_take_is_left_out(
    cloud: ScormCloudClient, runtime: dict[str, Any], course: str, sco: str
) -> None:
    cloud.register("R1", course, initialRegistrationState=state(sco, runtime, timeTracked="x:y:z"))
    player = Player(cloud)
    assert player.tell("start", {"sco": sco}).status_code == 200
    assert cloud.get("/registrations/R1", **FULL)["registrationCompletion"] == "INCOMPLETE"
