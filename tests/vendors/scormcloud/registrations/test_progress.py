"""A registration's progress, read from its attempt."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import QUIZ, TWO_SCOS, ScormCloudClient

EVERYTHING = {"includeChildResults": "true", "includeRuntime": "true", "includeInteractionsAndObjectives": "true"}
INTERACTION = {
    "cmi.interactions.0.id": "q1",
    "cmi.interactions.0.type": "choice",
    "cmi.interactions.0.time": "10:00:00",
    "cmi.interactions.0.correct_responses.0.pattern": "a",
    "cmi.interactions.0.student_response": "b",
    "cmi.interactions.0.result": "wrong",
    "cmi.interactions.0.latency": "00:00:12.50",
    "cmi.interactions.0.weighting": "1",
}


def seed(cloud: ScormCloudClient, sample: str, *scos: Any) -> Any:
    registration = {
        "registrationId": "R1",
        "courseId": "C1",
        "learner": {"id": "L1", "firstName": "Jo", "lastName": "Baba"},
        "scos": list(scos),
    }
    document = {"courses": [{"id": "C1", "sample": sample}], "registrations": [registration]}
    cloud.world.seed({"scormcloud": document})
    return cloud.get("/registrations/R1", **EVERYTHING)


def test_a_scorm_1_2_attempt_in_full(cloud: ScormCloudClient) -> None:
    cmi = {
        "cmi.core.lesson_status": "incomplete",
        "cmi.core.lesson_location": "page 2",
        "cmi.core.exit": "suspend",
        "cmi.core.score.raw": "40",
        "cmi.core.total_time": "0000:32:30.18",
        "cmi.suspend_data": "abc",
        "cmi.comments": "nice",
        "cmi.objectives.0.id": "o1",
        "cmi.objectives.0.status": "browsed",
        **INTERACTION,
    }
    times = {"started": "2030-01-01T00:00:00Z", "exited": "2030-01-01T00:40:00Z", "secondsTracked": 1966.4}
    progress = seed(cloud, QUIZ, {"id": "quiz", "cmi": cmi, **times})
    details = progress.pop("activityDetails")
    (child,) = details.pop("children")
    assert (progress["registrationCompletion"], progress["registrationSuccess"]) == ("INCOMPLETE", "UNKNOWN")
    assert (progress["registrationCompletionAmount"], progress["score"]) == (0.0, {"scaled": 40.0})
    assert (progress["firstAccessDate"], progress["lastAccessDate"]) == (
        "2030-01-01T00:00:00Z",
        "2030-01-01T00:40:00Z",
    )
    assert (progress["totalSecondsTracked"], "completedDate" in progress) == (1966.4, False)
    assert (details["timeTracked"], details["suspended"], details["attempts"]) == ("0000:00:00", True, 1)
    assert (child["timeTracked"], child["suspended"], child["attempts"]) == ("0000:32:46.40", True, 1)
    runtime = child["runtime"]
    assert (runtime["completionStatus"], runtime["runtimeSuccessStatus"]) == ("incomplete", "UNKNOWN")
    assert (runtime["entry"], runtime["exit"], runtime["location"]) == ("resume", "suspend", "page 2")
    assert (runtime["totalTime"], runtime["timeTracked"]) == ("0000:32:30.18", "0000:32:46.40")
    assert (runtime["scoreRaw"], runtime["scoreScaled"], runtime["suspendData"]) == ("40", "", "abc")
    assert runtime["learnerComments"] == [{"value": "nice", "location": "", "dateTime": ""}]
    (objective,) = runtime["runtimeObjectives"]
    assert (objective["id"], objective["runtimeObjectiveCompletionStatus"]) == ("o1", "BROWSED")
    assert runtime["runtimeInteractions"] == [
        {
            "id": "q1",
            "type": "Choice",
            "objectives": [],
            "timestamp": "10:00:00",
            "correctResponses": ["a"],
            "weighting": "1",
            "learnerResponse": "b",
            "result": "incorrect",
            "latency": "0000:00:12.50",
        }
    ]


def test_a_scorm_2004_attempt_of_two_scos(cloud: ScormCloudClient) -> None:
    lesson = {
        "id": "lesson",
        "started": "2030-01-01T00:00:00Z",
        "exited": "2030-01-01T00:10:00Z",
        "cmi": {
            "cmi.progress_measure": "1",
            "cmi.success_status": "passed",
            "cmi.total_time": "PT1H2M3.5S",
            "cmi.objectives.0.id": "knows-isobars",
            "cmi.objectives.0.success_status": "passed",
            "cmi.objectives.0.score.scaled": "0.9",
        },
    }
    progress = seed(cloud, TWO_SCOS, lesson)
    assert (progress["registrationCompletion"], progress["registrationCompletionAmount"]) == ("INCOMPLETE", 0.5)
    (lessons,) = progress["activityDetails"]["children"]
    done, untouched = lessons["children"]
    assert (done["activityCompletion"], done["activitySuccess"]) == ("COMPLETED", "PASSED"), (
        "by the manifest's threshold"
    )
    assert done["runtime"]["totalTime"] == "0001:02:03.50"
    primary, isobars, fronts = done["objectives"]
    assert (primary["primary"], primary["objectiveSuccess"]) == (True, "PASSED")
    assert (isobars["objectiveSuccess"], isobars["score"]) == ("PASSED", {"scaled": 90.0})
    assert fronts["objectiveSuccess"] == "UNKNOWN"
    assert (untouched["activityCompletion"], untouched["attempts"]) == ("UNKNOWN", 0)
    assert untouched["runtime"]["entry"] == "abinitio"


def test_a_course_is_complete_and_passed_when_every_sco_is(cloud: ScormCloudClient) -> None:
    scos = [
        {
            "id": "lesson",
            "started": "2030-01-01T00:00:00Z",
            "exited": "2030-01-01T00:10:00Z",
            "cmi": {"cmi.completion_status": "completed", "cmi.success_status": "passed"},
        },
        {
            "id": "check",
            "started": "2030-01-01T00:10:00Z",
            "exited": "2030-01-01T00:15:00Z",
            "cmi": {"cmi.completion_status": "completed", "cmi.score.scaled": "0.75", "cmi.success_status": "failed"},
        },
    ]
    progress = seed(cloud, TWO_SCOS, *scos)
    assert (progress["registrationCompletion"], progress["registrationSuccess"]) == ("COMPLETED", "PASSED")
    assert (progress["score"], progress["registrationCompletionAmount"]) == ({"scaled": 75.0}, 1.0)
    assert (progress["completedDate"], progress["totalSecondsTracked"]) == ("2030-01-01T00:15:00Z", 900.0)
    assert cloud.get("/registrations")["registrations"][0]["score"] == {"scaled": 75.0}


@pytest.mark.parametrize(
    ("scos", "words"),
    [
        ({}, "scos must be an array"),
        ([{}], "scos[0].id is required"),
        ([{"id": "nope"}], "scos[0].id is not a SCO of the course"),
        ([{"id": "quiz"}, {"id": "quiz"}], "scos[1].id is not a SCO of the course, or is repeated"),
        ([{"id": "quiz", "colour": "red"}], "scos[0].colour is not a member"),
        ([{"id": "quiz", "cmi": {"cmi.core.lesson_status": "done"}}], "scos[0].cmi.cmi.core.lesson_status cannot be"),
        ([{"id": "quiz", "cmi": {"cmi.nonsense": "x"}}], "scos[0].cmi.cmi.nonsense cannot be"),
        ([{"id": "quiz", "cmi": {"cmi.core.score.raw": []}}], "scos[0].cmi.cmi.core.score.raw must be text"),
        ([{"id": "quiz", "cmi": []}], "scos[0].cmi must be an object"),
        ([{"id": "quiz", "secondsTracked": -1}], "scos[0].secondsTracked must be at least 0"),
        (
            [{"id": "quiz", "started": "2030-01-01T00:00:00Z", "exited": "2029-01-01T00:00:00Z"}],
            "scos[0].exited must not be before",
        ),
    ],
)
def test_scos_that_cannot_be_are_refused_naming_the_path(cloud: ScormCloudClient, scos: Any, words: str) -> None:
    cloud.get("/ping")
    registration = {"registrationId": "R1", "courseId": "C1", "learner": {"id": "L1"}, "scos": scos}
    document = {"scormcloud": {"courses": [{"id": "C1", "sample": QUIZ}], "registrations": [registration]}}
    response = cloud.world.client.post(f"{cloud.world.root}/_emulator/seed", json=document)
    assert response.status_code == 400
    assert f"scormcloud.registrations[0].{words}" in response.text
    assert cloud.get("/courses") == {"courses": []}


def test_a_seeded_attempt_wins_over_an_initial_state(cloud: ScormCloudClient) -> None:
    registration = {
        "registrationId": "R1",
        "courseId": "C1",
        "learner": {"id": "L1"},
        "initialRegistrationState": {"registrationSuccess": "FAILED"},
        "scos": [{"id": "quiz", "cmi": {"cmi.core.lesson_status": "passed"}}],
    }
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1", "sample": QUIZ}], "registrations": [registration]}})
    assert cloud.get("/registrations/R1")["registrationSuccess"] == "PASSED"
