"""An LRS for each test, in either version of xAPI where the test does not say which."""

import pytest

from emulator.app import Emulator
from tests.lrs.calling import Lrs
from tests.lrs.cmi5.lms import Au, Lms
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


@pytest.fixture
def lms(world: World, emulator: tuple[str, Emulator]) -> Lms:
    """The LMS's side of launches."""
    return Lms(world, emulator[1])


@pytest.fixture
def au(lms: Lms) -> Au:
    """An AU that has said initialized."""
    lms.enrol()
    started = lms.launch().start()
    started.say("initialized")
    return started
