"""Course packages that were read, and attempts at them, for every vendor."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text

from emulator.courseware.package.package import CoursePackage, Standard
from emulator.courseware.package.package_column import PackageColumn
from emulator.store.rows import Table
from emulator.store.tables import Column, column


class StoredPackage(Table):
    """A course package. `document` is a `CoursePackage`, `folder` where its content lies below the sandbox's folder."""

    __tablename__ = "course_package"

    id: Column[str] = column(String(64), primary_key=True)
    standard: Column[str] = column(String(32), one_of=Standard)
    title: Column[str] = column(Text)
    folder: Column[str] = column(String(255))
    document: Column[CoursePackage] = column(PackageColumn)
    created: Column[datetime]


class Attempt(Table):
    """One learner's run of one package. `package_id` is None where a seed describes the course instead of a package.

    `first_access` is the start of its first launch, `last_access` the start or end of its last one. `sequencing` is the player's
    sequencing state, in the player's own words; None without sequencing. `played_apart` are the SCOs that were played without a browser
    since then, in that order, each with its run: the player makes up for them.
    """

    __tablename__ = "attempt"

    id: Column[str] = column(String(64), primary_key=True)
    package_id: Column[str | None] = column(String(64))
    learner_id: Column[str] = column(String(255))
    learner_name: Column[str] = column(String(255))
    standard: Column[str] = column(String(32), one_of=Standard)
    created: Column[datetime]
    first_access: Column[datetime | None]
    last_access: Column[datetime | None]
    sequencing: Column[str | None] = column(Text)
    played_apart: Column[list[Any]] = column(server_default="[]")


class ScoAttempt(Table):
    """One SCO in an attempt.

    `data` maps CMI element names to values, as they were set (emulator/courseware/cmi). `seconds_tracked` is the time that
    the player measured. `history` has an entry for each launch, the last of them the current one: {"started": ISO 8601,
    "exited": ISO 8601 or null, "left": true if its page went away without ending it, "seconds": tracked, "data": {…}}. `session`
    is the state of the last run that the player started (emulator/courseware/play/run.py); None if it never started one.
    """

    __tablename__ = "sco_attempt"
    __of__ = {"attempt": ("attempt_id",)}

    attempt_id: Column[str] = column(String(64), primary_key=True)
    sco_id: Column[str] = column(String(255), primary_key=True)
    position: Column[int]
    title: Column[str] = column(Text)
    started: Column[datetime | None]
    exited: Column[datetime | None]
    seconds_tracked: Column[float]
    data: Column[dict[str, Any]]
    history: Column[list[Any]]
    session: Column[dict[str, Any] | None]


class PlayerLaunch(Table):
    """A launch that the player opens for anyone with the key: a learner's attempt, or a package that is only looked at.

    `mode` is normal, review or browse; only normal mode stores anything. `on_exit` is where the exit leads: a URL, or
    one of the words of emulator/courseware/play/launches.py. It must be opened before it `expires`; after that it stays open.
    """

    __tablename__ = "player_launch"

    key: Column[str] = column(String(64), primary_key=True)
    vendor: Column[str] = column(String(32))
    package_id: Column[str] = column(String(64))
    attempt_id: Column[str | None] = column(String(64))
    mode: Column[str] = column(String(8))
    start_sco: Column[str | None] = column(Text)
    on_exit: Column[str] = column(Text)
    options: Column[dict[str, Any]]
    created: Column[datetime]
    expires: Column[datetime | None]
    opened: Column[datetime | None]
