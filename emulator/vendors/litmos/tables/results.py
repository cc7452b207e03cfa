"""Results of modules, and the achievements that completions earn."""

from datetime import datetime

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, Words, key


class LitmosModuleResult(Stamped, Table):
    """A user's result of a module, in every course that has it. `number` is the ResultId; `attempt_id` the courseware's attempt."""

    __tablename__ = "litmos_module_result"
    __of__ = {"litmos_user": ("user_id",), "litmos_module": ("module_id",)}
    __table_args__ = (
        Index(None, "sandbox", "module_id"),
        Index(None, "sandbox", "attempt_id"),
        Index(None, "sandbox", "updated_date", "user_id", "module_id"),
    )

    user_id: Column[str] = key()
    module_id: Column[str] = key()
    number: Column[int]
    active: Column[bool]
    score: Column[int | None]
    completed: Column[bool]
    attempts: Column[int]
    note: Column[str | None] = column(Text)
    started_date: Column[datetime | None]
    finished_date: Column[datetime | None]
    seconds: Column[int]
    attempt_id: Words


class LitmosAchievement(Stamped, Table):
    """What a completed course or learning path earned. `type` is the vendor's word."""

    __tablename__ = "litmos_achievement"
    __table_args__ = (
        Index(None, "sandbox", "user_id"),
        Index(None, "sandbox", "achievement_date", "number"),
        Index(None, "sandbox", "updated_date", "number"),
    )

    number: Column[int] = column(primary_key=True)
    id: Column[str] = column(String(50))
    user_id: Column[str] = column(String(50))
    course_id: Words
    path_id: Words
    type: Column[str] = column(String(50))
    title: Column[str] = column(String(255))
    description: Column[str | None] = column(Text)
    achievement_date: Column[datetime]
    compliant_till_date: Column[datetime | None]
    score: Words
    result: Words
    certificate_id: Column[int | None]
