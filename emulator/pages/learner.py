"""A learner's page: their courses as cards, each with its progress and a link for everything that can be opened."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256

from emulator.http import Reply
from emulator.light.records import dataclass
from emulator.pages.page import page_of
from emulator.pages.templating import render as render_text


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a card: its name, small lines below it, and the path that opens it; empty where nothing can be opened."""

    name: str
    lines: Sequence[str]
    target: str


@dataclass(frozen=True, slots=True)
class Card:
    """A course or the like: facts in one line, progress (0 to 100), and its tasks; `empty` is shown if there are no tasks."""

    title: str
    facts: Sequence[str]
    percentage: float
    tasks: Sequence[Task]
    empty: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """The whole page. `home` is its own path, which the browser shows from then on; `notes` and `links` stand above the cards.

    `learner` is a name and a login, a link words and an address.
    """

    title: str
    heading: str
    learner: tuple[str, str]
    home: str
    cards: Sequence[Card]
    notes: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()


def render(shown: LearnerPage) -> Reply:
    """The page as an answer. Every text in it is plain: what HTML would read in it is escaped."""
    return page_of("emulator.pages/learner.html", policy=_policy(), page=shown)


def day(moment: datetime) -> str:
    """`7 March 2026`."""
    return f"{moment.day} {moment:%B %Y}"


@cache
def _policy() -> str:
    """The page's own script and nothing else."""
    script = render_text("emulator.pages/arrived.js").encode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{b64encode(sha256(script).digest()).decode()}'"
    )
