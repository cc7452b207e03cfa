"""What is played without a browser writes the statements that a played xAPI or cmi5 course would."""

from typing import Any

import pytest

from tests.control.test_attempts import CMI5, did, ready
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

TIN_CAN = "tincan-minimal.zip"


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    world.settings(job_mode="instant")
    return ScormCloudClient(world)


def said(cloud: ScormCloudClient) -> list[dict[str, Any]]:
    """The statements of R1, the oldest first."""
    found: list[dict[str, Any]] = cloud.get("/registrations/R1/xAPIStatements")["statements"]
    return sorted(found, key=lambda statement: str(statement["stored"]))


def verbs(cloud: ScormCloudClient) -> list[str]:
    return [statement["verb"]["id"].rpartition("/")[2] for statement in said(cloud)]


def test_a_played_xapi_course_has_a_statement_of_its_result(cloud: ScormCloudClient) -> None:
    ready(cloud, TIN_CAN, "R1")
    did(cloud.world, "play", {"status": "passed", "score": 85, "seconds": 30}, "R1")
    (statement,) = said(cloud)
    assert statement["verb"]["id"] == "http://adlnet.gov/expapi/verbs/passed"
    assert statement["result"]["success"] is True
    assert statement["result"]["score"]["scaled"] == 0.85
    assert statement["result"]["duration"] == "PT30.00S"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("passed", {"launched", "initialized", "completed", "passed", "satisfied", "terminated"}),
        ("failed", {"launched", "initialized", "completed", "failed", "terminated"}),
        ("incomplete", {"launched", "initialized", "terminated"}),
    ],
)
def test_a_played_cmi5_unit_says_what_the_standard_defines(
    cloud: ScormCloudClient, status: str, expected: set[str]
) -> None:
    ready(cloud, CMI5, "R1")
    did(cloud.world, "play", {"status": status, "score": 90 if status == "passed" else 10, "seconds": 30}, "R1")
    assert set(verbs(cloud)) == expected


def test_what_cmi5_allows_once_is_said_once(cloud: ScormCloudClient) -> None:
    ready(cloud, CMI5, "R1")
    for _ in range(2):
        did(cloud.world, "play", {"status": "passed", "score": 90, "sco": None, "seconds": 30}, "R1")
    found = verbs(cloud)
    assert (found.count("passed"), found.count("completed"), found.count("launched")) == (1, 1, 2)


def test_a_scorm_course_says_nothing(cloud: ScormCloudClient) -> None:
    ready(cloud, "scorm12-quiz.zip", "R1")
    did(cloud.world, "play", {"status": "passed"}, "R1")
    assert "xapi" not in str(verbs(cloud))
