"""A browser for each module."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium; starting one takes a second. Gone before other modules: Playwright keeps an event loop running in this thread,
    and a test that opens a database itself would take it for the emulator's."""
    with chromium() as browser:
        yield browser
