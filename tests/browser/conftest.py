"""One browser for each test process, and a learner of its own for each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.browser import Learner, chromium
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium; starting one takes a second."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def learner(browser: "Browser", tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Learner]:
    """A learner at a browser."""
    learner = Learner(browser, tmp_path)
    yield learner
    learner.context.close()


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud, with imports that end at once."""
    world.settings(job_mode="instant")
    return ScormCloudClient(world)
