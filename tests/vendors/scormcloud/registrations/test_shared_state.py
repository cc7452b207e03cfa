"""Global objectives and shared data of a registration, from what the player keeps."""

from typing import Any

import orjson
import pytest

from tests.player.test_serving import Player
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

GLOBAL = "sample.tea.water-boiled"


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with the registration R1 for a course that has a global objective."""
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", "scorm2004-forced-order.zip")
    cloud.register("R1")
    return cloud


def keep(player: Player, state: Any) -> None:
    text = state if isinstance(state, str) else orjson.dumps(state).decode()
    assert player.tell("state", {"sequencing": text}).status_code == 200


def objective(**members: Any) -> dict[str, Any]:
    return {"id": GLOBAL, "satisfiedStatus": True, "satisfiedStatusKnown": True, **members}


def test_what_sequencing_knows_of_global_objectives_is_shown(cloud: ScormCloudClient) -> None:
    player = Player(cloud)
    found = objective(normalizedMeasure=0.8, normalizedMeasureKnown=True, progressMeasure=0, progressMeasureKnown=False)
    keep(player, {"globalObjectiveMap": {GLOBAL: found, "first.primary": found}, "sharedData": {"b": "hello", "n": 1}})
    seen = cloud.get("/registrations/R1")
    assert seen["globalObjectives"] == [
        {
            "id": GLOBAL,
            "primary": False,
            "score": {"scaled": 80.0},
            "objectiveCompletion": "UNKNOWN",
            "objectiveSuccess": "PASSED",
            "previousObjectiveSuccess": "UNKNOWN",
        }
    ]
    assert seen["sharedData"] == [{"id": "b", "value": "hello"}]


def test_global_objectives_that_are_removed_are_gone_from_the_player_too(cloud: ScormCloudClient) -> None:
    player = Player(cloud)
    inside = {"globalObjectiveMap": {GLOBAL: objective()}, "suspendedActivity": "second"}
    keep(
        player,
        {"globalObjectiveMap": {GLOBAL: objective()}, "globalObjectives": [{"id": GLOBAL}], "sequencing": inside},
    )
    assert cloud.get("/registrations/R1")["suspendedActivityId"] == "second"
    assert cloud.call("DELETE", "/registrations/R1/globalData", json={}).status_code == 204
    seen = cloud.get("/registrations/R1")
    assert (seen["globalObjectives"], seen["suspendedActivityId"]) == ([], "second")
    assert f'\\"{GLOBAL}\\":{{' not in player.client.get(player.url).text.partition('"state":')[2]


def test_what_a_registration_was_given_stays_until_it_is_known_better(cloud: ScormCloudClient) -> None:
    given = [{"id": "old", "primary": False}, {"id": GLOBAL, "primary": False, "objectiveSuccess": "FAILED"}]
    state = {"globalObjectives": given, "sharedData": [{"id": "b", "value": "1"}]}
    cloud.call("DELETE", "/registrations/R1")
    cloud.register("R1", initialRegistrationState=state)
    player = Player(cloud)
    keep(player, {"globalObjectiveMap": {GLOBAL: objective()}})
    seen = cloud.get("/registrations/R1")
    assert [(each["id"], each.get("objectiveSuccess")) for each in seen["globalObjectives"]] == [
        ("old", None),
        (GLOBAL, "PASSED"),
    ]
    assert seen["sharedData"] == [{"id": "b", "value": "1"}]


@pytest.mark.parametrize(
    "state",
    [
        "",
        "no JSON",
        "[]",
        "null",
        {"globalObjectiveMap": [], "sharedData": [1], "sequencing": "x"},
        {"globalObjectiveMap": {GLOBAL: None, "": {}}, "sequencing": {"suspendedActivity": {"a": 1}}},
        {"globalObjectiveMap": {"x" * 5000: objective()}},
        "[" * 5000,
    ],
)
def test_a_state_that_is_none_tells_nothing(cloud: ScormCloudClient, state: Any) -> None:
    before = cloud.get("/registrations/R1")
    player = Player(cloud)
    keep(player, state)
    seen = cloud.get("/registrations/R1")
    assert (
        (seen["globalObjectives"], seen["sharedData"]) == (before["globalObjectives"], before["sharedData"]) == ([], [])
    )
    assert "suspendedActivityId" not in seen


@pytest.mark.parametrize("measure", ["NaN", "1e999", 7, None, {}, "x" * 100_000])
def test_an_odd_measure_is_unknown(cloud: ScormCloudClient, measure: Any) -> None:
    player = Player(cloud)
    keep(player, {"globalObjectiveMap": {GLOBAL: objective(normalizedMeasure=measure, normalizedMeasureKnown=True)}})
    (found,) = cloud.get("/registrations/R1")["globalObjectives"]
    assert "score" not in found
