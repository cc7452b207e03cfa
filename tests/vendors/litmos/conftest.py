"""What tests of Litmos share."""

import pytest

from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


@pytest.fixture
def litmos(world: World) -> LitmosClient:
    """A Litmos client with the account owner's key."""
    return LitmosClient(world)
