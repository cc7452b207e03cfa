"""A real browser for tests: Debian's Chromium, driven by Playwright. Without one the tests that want it are skipped, and say so."""

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from emulator.player.static import is_built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, FrameLocator, Page

NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "chrome")
"""The first has no interface, and takes half the processor time."""
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
PLAYWRIGHT = importlib.util.find_spec("playwright") is not None
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS = 30.0  # to wait for something to arrive at the emulator; two cores may be busy with other tests

needs_browser = [
    pytest.mark.skipif(CHROMIUM is None or not PLAYWRIGHT, reason="no Chromium or no Playwright on this machine"),
    pytest.mark.skipif(not is_built(), reason="the SCORM runtime is not there: python hatch_build.py brings it in"),
]

Some = TypeVar("Some")


@contextmanager
def chromium(*more: str) -> Iterator["Browser"]:
    """A Chromium without a window; `more` are further arguments of its command line."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=[*ARGUMENTS, *more])
        try:
            yield browser
        finally:
            browser.close()


BEGUN = """() => {
  const frame = document.getElementById("content"), words = document.getElementById("notice-title");
  if (!frame) return true;
  if (frame.hidden) return words.checkVisibility() && !words.textContent.startsWith("One moment");
  const inside = frame.contentDocument;
  return !inside || (inside.readyState === "complete" && inside.location.href !== "about:blank");
}"""
"""A course is there, or something in its place: a menu to choose from, a unit in a window of its own, a reason; or it is over."""


class Learner:
    """Somebody at a browser, in a profile of their own. Dialogs are accepted: courses ask whether one is sure."""

    def __init__(self, browser: "Browser", folder: Path) -> None:
        self.folder = folder
        self.errors: list[str] = []
        self.context = browser.new_context(viewport={"width": 1100, "height": 720})
        self.page = self.new_page()

    def new_page(self) -> "Page":
        """A further window."""
        page = self.context.new_page()
        page.set_default_timeout(SECONDS * 1000)
        page.on("dialog", _accept)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def open(self, link: str) -> "FrameLocator":
        """Follow a launch link; gives the frame that the course is in, its scripts begun: a click before that would be lost."""
        self.page.goto(link)
        if self.page.locator("#content").count():
            self.page.wait_for_function(BEGUN)
        return self.course

    @property
    def course(self) -> "FrameLocator":
        """The frame that the course is in."""
        return self.page.frame_locator("#content")

    def exit(self) -> None:
        """Leave by the player's button; waits until the page that it leads to is there."""
        before = self.page.url
        self.page.click("#exit")
        self.page.wait_for_url(lambda url: url != before)

    def close(self) -> None:
        """Close the window as a person does; waits until it is gone, and has sent what it sends at its end."""
        with self.page.expect_event("close"):
            self.page.close(run_before_unload=True)

    def picture(self, name: str) -> Path:
        """What the browser shows now, as a picture among the test's files."""
        path = self.folder / f"{name}.png"
        self.page.screenshot(path=path)
        return path


def press(page: "Page", name: str) -> None:
    """Press a button of the console; waits until its call is answered and the page that it then loads is there.

    Whoever goes on before would fill in what is lost with the page, or go elsewhere just as the page does.
    """
    with page.expect_event("load"):
        page.get_by_role("button", name=name, exact=True).click()


def _accept(dialog: "Dialog") -> None:
    dialog.accept()


def eventually(look: Callable[[], Some], holds: Callable[[Some], Any]) -> Some:
    """Look again and again until it holds; returns what was seen last, whether it does or not."""
    until = monotonic() + SECONDS
    seen = look()
    while not holds(seen) and monotonic() < until:
        sleep(0.05)
        seen = look()
    return seen
