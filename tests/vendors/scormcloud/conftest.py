"""What tests of SCORM Cloud share."""

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """A SCORM Cloud client with the application's credentials; imports end before they are answered."""
    world.settings(job_mode="instant")
    return ScormCloudClient(world)
