"""How many SQL statements a request runs: a launch once ran 200, one for each setting and place."""

import pytest

from emulator.app import Emulator
from tests.statements import counted
from tests.vendors.scormcloud.calling import ScormCloudClient


@pytest.fixture
def registered(cloud: ScormCloudClient) -> ScormCloudClient:
    cloud.new_course("C1")
    cloud.register("R1")
    return cloud


def test_a_launch_runs_at_most_30_statements(registered: ScormCloudClient, emulator: tuple[str, Emulator]) -> None:
    link = registered.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "Message"}).json()
    with counted(emulator[1]) as seen:
        page = registered.world.client.get(link["launchLink"])
    assert page.status_code == 302
    assert 0 < len(seen) <= 30, "\n".join(seen)


def test_the_configuration_of_a_registration_is_read_by_one_statement(
    registered: ScormCloudClient, emulator: tuple[str, Emulator]
) -> None:
    with counted(emulator[1]) as seen:
        assert registered.call("GET", "/registrations/R1/configuration").status_code == 200
    assert len([text for text in seen if "scormcloud_setting" in text]) == 1
