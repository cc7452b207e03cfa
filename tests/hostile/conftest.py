"""Chromium, in which some names lead to this machine: of a site that rebinds its name, of a container, and of a public host."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = "MAP elsewhere.example 127.0.0.1, MAP emulator 127.0.0.1, MAP *.learn.internal 127.0.0.1"


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium for a module."""
    with chromium(f"--host-resolver-rules={NAMES}", "--disable-popup-blocking") as browser:
        yield browser
