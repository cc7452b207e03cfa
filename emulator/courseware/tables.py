"""Course packages that were read, and attempts at them, for every vendor."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox


class StoredPackage(InSandbox, Base):
    """A course package. `document` is `CoursePackage.to_document()`, `folder` where its content lies below the sandbox's folder."""

    __tablename__ = "course_package"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    standard: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    folder: Mapped[str] = mapped_column(String(255))
    document: Mapped[dict[str, Any]]
    created: Mapped[datetime]


class Attempt(InSandbox, Base):
    """One learner's run of one package. `package_id` is None where a seed describes the course instead of a package.

    `first_access` and `last_access` are when its first launch began and when its last one began or ended.
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


class ScoAttempt(InSandbox, Base):
    """One SCO in an attempt.

    `data` maps CMI element names to values, as they were set (emulator/courseware/cmi). `seconds_tracked` is the time that
    the player measured. `history` has an entry for each launch, the last of them the current one: {"started": ISO 8601,
    "exited": ISO 8601 or null, "data": {…}}.
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
