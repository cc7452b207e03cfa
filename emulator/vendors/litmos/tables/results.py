"""Results of modules, and the achievements that completions earn."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, Words, key


class LitmosModuleResult(Stamped, InSandbox, Base):
    """A user's result of a module, in every course that has it. `number` is the ResultId; `attempt_id` the courseware's attempt."""

    __tablename__ = "litmos_module_result"
    __table_args__ = (
        Index(None, "sandbox", "module_id"),
        Index(None, "sandbox", "attempt_id"),
        Index(None, "sandbox", "updated_date"),
    )

    user_id: Mapped[str] = key()
    module_id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    active: Mapped[bool]
    score: Mapped[int | None] = mapped_column(Integer)
    completed: Mapped[bool]
    attempts: Mapped[int] = mapped_column(Integer)
    note: Mapped[str | None] = mapped_column(Text)
    started_date: Mapped[datetime | None]
    finished_date: Mapped[datetime | None]
    seconds: Mapped[int] = mapped_column(Integer)
    attempt_id: Words


class LitmosAchievement(Stamped, InSandbox, Base):
    """What a completed course or learning path earned. `type` is the vendor's word."""

    __tablename__ = "litmos_achievement"
    __table_args__ = (
        Index(None, "sandbox", "user_id"),
        Index(None, "sandbox", "achievement_date"),
        Index(None, "sandbox", "updated_date"),
    )

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String(50))
    user_id: Mapped[str] = mapped_column(String(50))
    course_id: Words
    path_id: Words
    type: Mapped[str] = mapped_column(String(50))
    title: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    achievement_date: Mapped[datetime]
    compliant_till_date: Mapped[datetime | None]
    score: Words
    result: Words
    certificate_id: Mapped[int | None] = mapped_column(Integer)
