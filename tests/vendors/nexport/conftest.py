"""What tests of NexPort Campus share."""

import pytest

from tests.vendors.nexport.calling import NexportClient
from tests.world import World


@pytest.fixture
def nexport(world: World) -> NexportClient:
    """A client of the user who may do everything."""
    return NexportClient(world)
