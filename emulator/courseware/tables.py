"""Course packages that were read, and attempts at them, for every vendor."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.courseware.package.package import CoursePackage
from emulator.courseware.package.package_column import PackageColumn
from emulator.store.tables import Base, InSandbox


class StoredPackage(InSandbox, Base):
    """A course package. `document` is a `CoursePackage`, `folder` where its content lies below the sandbox's folder."""

    __tablename__ = "course_package"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    standard: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    folder: Mapped[str] = mapped_column(String(255))
    document: Mapped[CoursePackage] = mapped_column(PackageColumn)
    created: Mapped[datetime]


class Attempt(InSandbox, Base):
    """One learner's run of one package. `package_id` is None where a seed describes the course instead of a package.

    `first_access` and `last_access` are when its first launch began and when its last one began or ended. `sequencing` is
    where the player's sequencing stands, in the player's own words; None where nothing is sequenced.
    """

    __tablename__ = "attempt"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    package_id: Mapped[str | None] = mapped_column(String(64))
    learner_id: Mapped[str] = mapped_column(String(255))
    learner_name: Mapped[str] = mapped_column(String(255))
    standard: Mapped[str] = mapped_column(String(32))
    created: Mapped[datetime]
    first_access: Mapped[datetime | None]
    last_access: Mapped[datetime | None]
    sequencing: Mapped[str | None] = mapped_column(Text)


class ScoAttempt(InSandbox, Base):
    """One SCO in an attempt.

    `data` maps CMI element names to values, as they were set (emulator/courseware/cmi). `seconds_tracked` is the time that
    the player measured. `history` has an entry for each launch, the last of them the current one: {"started": ISO 8601,
    "exited": ISO 8601 or null, "left": whether its page went away without a word, "seconds": tracked, "data": {…}}. `session`
    is what the run that the player began last has come to (emulator/courseware/play/run.py); None if it never began one.
    """

    __tablename__ = "sco_attempt"

    attempt_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sco_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    started: Mapped[datetime | None]
    exited: Mapped[datetime | None]
    seconds_tracked: Mapped[float] = mapped_column(Float)
    data: Mapped[dict[str, Any]]
    history: Mapped[list[Any]]
    session: Mapped[dict[str, Any] | None]


class PlayerLaunch(InSandbox, Base):
    """Something that the player opens for whoever has the key: a learner's attempt, or a package that is only looked at.

    `mode` is normal, review or browse; only in normal mode is anything kept. `on_exit` is where to go in the end: a URL, or
    one of the words of emulator/courseware/play/launches.py. It has to be opened before it `expires`, and goes on when it has been.
    """

    __tablename__ = "player_launch"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    vendor: Mapped[str] = mapped_column(String(32))
    package_id: Mapped[str] = mapped_column(String(64))
    attempt_id: Mapped[str | None] = mapped_column(String(64))
    mode: Mapped[str] = mapped_column(String(8))
    start_sco: Mapped[str | None] = mapped_column(Text)
    on_exit: Mapped[str] = mapped_column(Text)
    options: Mapped[dict[str, Any]]
    created: Mapped[datetime]
    expires: Mapped[datetime | None]
    opened: Mapped[datetime | None]
