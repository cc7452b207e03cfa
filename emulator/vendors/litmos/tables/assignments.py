"""Assignments of users: what was assigned, by whom, and the progress."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index, String

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, key


class LitmosCourseGrant(Table):
    """One reason for which a user has a course: `via` is `user` (directly), `team` or `learning_path`, `via_id` which one."""

    __tablename__ = "litmos_course_grant"
    __of__ = {"litmos_user": ("user_id",), "litmos_course": ("course_id",)}

    user_id: Column[str] = key()
    course_id: Column[str] = key()
    via: Column[str] = key(16)
    via_id: Column[str] = key()


class LitmosPathGrant(Table):
    """One reason for which a user has a learning path: `via` is `user` or `team`."""

    __tablename__ = "litmos_path_grant"

    user_id: Column[str] = key()
    path_id: Column[str] = key()
    via: Column[str] = key(16)
    via_id: Column[str] = key()


class LitmosUserCourse(Stamped, Table):
    """A user's course and result. `active` is false once no grant is left; the result stays. `number` is the ResultId."""

    __tablename__ = "litmos_user_course"
    __of__ = {"litmos_user": ("user_id",), "litmos_course": ("course_id",)}
    __table_args__ = (
        Index(None, "sandbox", "course_id", "number"),
        Index(None, "sandbox", "user_id", "number"),
        Index(None, "sandbox", "updated_date", "user_id", "course_id"),
    )

    user_id: Column[str] = key()
    course_id: Column[str] = key()
    number: Column[int]
    active: Column[bool]
    assigned_date: Column[datetime]
    start_date: Column[datetime | None]
    date_completed: Column[datetime | None]
    complete: Column[bool]
    percentage_complete: Column[str] = column(String(16), holds=Decimal)
    compliant_till: Column[datetime | None]
    due_date: Column[datetime | None]
    access_till_date: Column[datetime | None]


class LitmosUserPath(Stamped, Table):
    """A user's learning path and how far they are. `number` is the ResultId."""

    __tablename__ = "litmos_user_path"
    __table_args__ = (
        Index(None, "sandbox", "path_id", "number"),
        Index(None, "sandbox", "user_id", "number"),
        Index(None, "sandbox", "updated_date", "user_id", "path_id"),
    )

    user_id: Column[str] = key()
    path_id: Column[str] = key()
    number: Column[int]
    active: Column[bool]
    assigned_date: Column[datetime]
    start_date: Column[datetime | None]
    date_completed: Column[datetime | None]
    complete: Column[bool]
    percentage_complete: Column[str] = column(String(16), holds=Decimal)
    access_till_date: Column[datetime | None]
