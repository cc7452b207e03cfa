"""PlayerAllowCompleteStatusChange: whether a relaunch may take a completion back."""

import pytest

from tests.control.test_attempts import ask, ready
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient

SETTING = "PlayerAllowCompleteStatusChange"


def play(cloud: ScormCloudClient, status: str) -> tuple[str, list[str]]:
    """Play R1's SCO to its end without a browser; gives what its data say then, and the notes."""
    response = ask(cloud.world, "POST", "/play", params={"registration": "R1"}, json={"status": status})
    assert response.status_code == 200, response.text
    (sco,) = response.json()["played"]
    return sco["values"]["cmi.core.lesson_status"], response.json()["notes"]


@pytest.mark.parametrize(
    ("allowed", "before", "then", "found"),
    [
        ("false", "completed", "incomplete", "completed"),
        ("false", "passed", "incomplete", "passed"),
        ("false", "passed", "failed", "passed"),
        ("false", "passed", "completed", "passed"),
        ("false", "completed", "passed", "passed"),
        ("false", "completed", "failed", "failed"),
        ("false", "failed", "incomplete", "incomplete"),
        ("false", "incomplete", "completed", "completed"),
        ("true", "completed", "incomplete", "incomplete"),
        (None, "passed", "incomplete", "incomplete"),
    ],
)
def test_a_relaunch_takes_a_completion_back_where_the_setting_allows_it(
    cloud: ScormCloudClient, allowed: str | None, before: str, then: str, found: str
) -> None:
    ready(cloud, QUIZ)
    if allowed is not None:
        body = {"settings": [{"settingId": SETTING, "value": allowed}]}
        assert cloud.call("POST", "/registrations/R1/configuration", json=body).status_code == 204
    assert play(cloud, before)[0] == before
    status, notes = play(cloud, then)
    assert status == found
    assert any("does not take it back" in note for note in notes) is (found != then)


def test_one_run_may_change_its_mind(cloud: ScormCloudClient) -> None:
    ready(cloud, QUIZ)
    body = {"settings": [{"settingId": SETTING, "value": "false"}]}
    cloud.call("POST", "/registrations/R1/configuration", json=body)
    for status in ("completed", "incomplete"):
        values = {"cmi.core.lesson_status": status}
        response = ask(cloud.world, "POST", "/values", params={"registration": "R1"}, json={"values": values})
        assert response.status_code == 200, response.text
        assert response.json()["played"][0]["values"]["cmi.core.lesson_status"] == status
