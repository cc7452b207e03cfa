"""What tests of NexPort Campus share."""

import pytest

from tests.vendors.nexport.calling import NexportClient
from tests.vendors.nexport.campus import Campus, document
from tests.world import World


@pytest.fixture
def nexport(world: World) -> NexportClient:
    """A client of the user who may do everything."""
    return NexportClient(world)


@pytest.fixture
def campus(world: World) -> Campus:
    """A client of the user who may do everything, in the seeded campus."""
    world.seed(document())
    return Campus(world)
