"""An LRS for each test, in either version of xAPI where the test does not say which."""

import pytest

from tests.lrs.calling import Lrs
from tests.world import World


@pytest.fixture(params=["1.0.3", "2.0.0"])
def lrs(world: World, request: pytest.FixtureRequest) -> Lrs:
    """What holds in both versions is tested in both."""
    return Lrs(world, request.param)


@pytest.fixture
def lrs1(world: World) -> Lrs:
    """An LRS that is called in 1.0.3."""
    return Lrs(world, "1.0.3")


@pytest.fixture
def lrs2(world: World) -> Lrs:
    """An LRS that is called in 2.0."""
    return Lrs(world, "2.0.0")
