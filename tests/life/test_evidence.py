"""The evidence for an operation is shown on demand, and a sandbox can ask for the least that it takes."""

from typing import Any

import pytest

from emulator.contract.model import EVIDENCE, Level
from tests.refusals import control_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World


def test_a_request_that_asks_is_told_the_evidence_for_its_operation(world: World) -> None:
    litmos = LitmosClient(world)
    assert "x-emulator-evidence" not in litmos.call("GET", "/users").headers
    told = litmos.call("GET", "/users", headers={"X-Emulator-Evidence": "1"}).headers["x-emulator-evidence"]
    assert dict(part.split("=") for part in told.split(", ")) == evidence(world, "litmos", "/users")
    wrong = litmos.call("GET", "/users/none", headers={"X-Emulator-Evidence": "1"})
    assert "x-emulator-evidence" in wrong.headers, "refusals too"


def evidence(world: World, vendor: str, path: str) -> dict[str, Any]:
    """The evidence for reading a list, by part."""
    listed = world.control("GET", "operations", params={"vendor_name": vendor})["vendors"][0]["operations"]
    found: dict[str, Any] = next(each["evidence"] for each in listed if (each["method"], each["path"]) == ("GET", path))
    return found


@pytest.mark.parametrize("level", EVIDENCE)
@pytest.mark.parametrize("vendor", ["litmos", "scormcloud"])
def test_operations_with_weaker_evidence_are_refused_with_the_reason(world: World, vendor: str, level: Level) -> None:
    path, client = ("/users", LitmosClient(world)) if vendor == "litmos" else ("/courses", ScormCloudClient(world))
    world.settings(min_evidence=level)
    answer = client.call("GET", path)
    known = evidence(world, vendor, path)
    if max(EVIDENCE.index(known[part]) for part in ("request", "response")) > EVIDENCE.index(level):
        assert answer.status_code == 501
        assert f"min_evidence asks for {level}" in answer.headers["x-emulator-hint"]
    else:
        assert answer.status_code == 200


def test_a_level_that_there_is_not_is_refused(world: World) -> None:
    answer = world.client.patch(f"{world.root}/_emulator/settings", json={"min_evidence": "sure"})
    assert "'documented'" in control_refusal(answer, 400)
