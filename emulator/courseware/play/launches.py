"""Launches: what a vendor gives a learner to open a course in the player. The key in the link is the only credential,
so a course must not be able to guess it.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, Literal

from emulator.courseware.tables import PlayerLaunch
from emulator.light.records import dataclass
from emulator.sandbox.expiry import expiry
from emulator.sandbox.ids import Ids
from emulator.store.rows import Row
from emulator.store.unit_of_work import UnitOfWork

Mode = Literal["normal", "review", "browse"]

PATH = "/launch"
CLOSER, BLANK, MESSAGE = "closer", "blank", "message"
"""Where an exit leads to besides a URL: the window closes, an empty page, a page that says that the course is over."""
UNOPENED = expiry("launch", PlayerLaunch.expires, PlayerLaunch.package_id, PlayerLaunch.opened.is_(None))
"""Launches that nobody has opened; the key is a secret, so they are known by the package."""


@dataclass(frozen=True, slots=True)
class Launch:
    """The thing that the player opens, and how.

    Without `attempt_id`, no learner's data is read. In `review` and `browse`, nothing is stored. `on_exit` is a URL or one of the words
    above, in any case; anything else counts as `message`. `expires` is the deadline of the first opening. `options` are for the player:
    `reset`, `review_completed` and `hold_completed` (see `run.start`), `credit` (false: no-credit), `css` (a URL), `title` (if not the
    package's), `roll_up` (`RollUpSettings` as a document), `page` (options of the page: emulator/player/static/manners.js).
    """

    vendor: str
    package_id: str
    attempt_id: str | None = None
    mode: Mode = "normal"
    start_sco: str | None = None
    on_exit: str = ""
    expires: datetime | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


def create(work: UnitOfWork, ids: Ids, now: datetime, launch: Launch) -> str:
    """Store a launch; returns the path below the sandbox that opens it (`call.link(path)` is the link)."""
    key = ids.secret()
    work.insert(
        PlayerLaunch,
        {
            "key": key,
            "vendor": launch.vendor,
            "package_id": launch.package_id,
            "attempt_id": launch.attempt_id,
            "mode": launch.mode,
            "start_sco": launch.start_sco,
            "on_exit": exit_of(launch.on_exit),
            "options": dict(launch.options),
            "created": now,
            "expires": launch.expires,
            "opened": None,
        },
    )
    return f"{PATH}/{key}"


def find(work: UnitOfWork, key: str) -> Row | None:
    """The launch with that key, or None."""
    return work.get(PlayerLaunch, key=key)


def is_over(launch: Row, now: datetime) -> bool:
    """True if the launch has expired without being opened."""
    return launch["opened"] is None and launch["expires"] is not None and now >= launch["expires"]


def note_opened(work: UnitOfWork, launch: Row, now: datetime) -> None:
    """Keep when a launch was opened first."""
    if launch["opened"] is None:
        work.update(PlayerLaunch, {"key": launch["key"]}, {"opened": now})


def expire(work: UnitOfWork, now: datetime, vendor: str, key: str | None) -> int:
    """Let the launch with this key expire now, or every launch of the vendor, opened or not; returns how many there were."""
    wanted = {"vendor": vendor} if key is None else {"vendor": vendor, "key": key}
    return work.update(PlayerLaunch, wanted, {"expires": now, "opened": None})


def exit_of(text: str) -> str:
    """Where an exit leads: an http or https URL unchanged, otherwise one of the words."""
    text = text.strip()
    if text.lower().startswith(("http://", "https://")):
        return text
    word = text.lower()
    return word if word in (CLOSER, BLANK) else MESSAGE
