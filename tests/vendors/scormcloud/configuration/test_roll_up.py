"""The settings of the player decide what a registration comes to."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import QUIZ, TWO_SCOS, ScormCloudClient


def seed(cloud: ScormCloudClient, sample: str, *scos: tuple[str, dict[str, str]]) -> None:
    times = {"started": "2030-01-01T00:00:00Z", "exited": "2030-01-01T00:40:00Z"}
    registration = {
        "registrationId": "R1",
        "courseId": "C1",
        "learner": {"id": "L1", "firstName": "Jo", "lastName": "Baba"},
        "scos": [{"id": name, "cmi": cmi, **times} for name, cmi in scos],
    }
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1", "sample": sample}], "registrations": [registration]}})


def configure(cloud: ScormCloudClient, path: str, **settings: str) -> None:
    body = {"settings": [{"settingId": name, "value": value} for name, value in settings.items()]}
    assert cloud.call("POST", path + "/configuration", json=body).status_code == 204


def result(cloud: ScormCloudClient) -> tuple[Any, ...]:
    progress = cloud.get("/registrations/R1")
    return progress["registrationCompletion"], progress["registrationSuccess"]


FAILED = {"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "40"}


@pytest.mark.parametrize("path", ["/courses/C1", "/registrations/R1", "/courses/C1/versions/0"])
def test_a_setting_counts_wherever_it_is_set(cloud: ScormCloudClient, path: str) -> None:
    seed(cloud, QUIZ, ("quiz", FAILED))
    assert result(cloud) == ("COMPLETED", "FAILED")
    configure(cloud, path, PlayerCompletionStatOfFailedSuccessStat="Incomplete")
    assert result(cloud) == ("INCOMPLETE", "FAILED")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"PlayerStatusRollupModeValue": "COMPLETE_WHEN_ALL_UNITS_COMPLETE_AND_NOT_FAILED"}, ("INCOMPLETE", "FAILED")),
        (
            {
                "PlayerStatusRollupModeValue": "COMPLETE_WHEN_THRESHOLD_SCORE_IS_MET",
                "PlayerStatusRollupModeThresholdScore": "0.4",
                "PlayerApplyRollupStatusToSuccess": "true",
            },
            ("COMPLETED", "PASSED"),
        ),
        (
            {
                "PlayerStatusRollupModeValue": "COMPLETE_WHEN_THRESHOLD_SCORE_IS_MET",
                "PlayerStatusRollupModeThresholdScore": "41",
            },
            ("INCOMPLETE", "FAILED"),
        ),
        ({"PlayerSatisfiedCausesCompletion": "true"}, ("COMPLETED", "FAILED")),
    ],
)
def test_the_modes_decide_for_scorm_1_2(
    cloud: ScormCloudClient, settings: dict[str, str], expected: tuple[str, str]
) -> None:
    seed(cloud, QUIZ, ("quiz", FAILED))
    configure(cloud, "/courses/C1", **settings)
    assert result(cloud) == expected


def test_settings_of_another_standard_have_no_effect(cloud: ScormCloudClient) -> None:
    cmi = {"cmi.completion_status": "completed", "cmi.success_status": "failed", "cmi.progress_measure": "1"}
    seed(cloud, TWO_SCOS, ("lesson", cmi), ("check", cmi))
    configure(cloud, "/courses/C1", PlayerStatusRollupModeValue="COMPLETE_WHEN_ALL_UNITS_ARE_PASSED")
    assert result(cloud) == ("COMPLETED", "FAILED")


def test_the_launch_history_goes_by_the_settings_too(cloud: ScormCloudClient) -> None:
    seed(cloud, QUIZ, ("quiz", FAILED))
    configure(cloud, "/registrations/R1", PlayerCompletionStatOfFailedSuccessStat="Incomplete")
    (launch,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert (launch["completionStatus"], launch["successStatus"]) == ("INCOMPLETE", "FAILED")
