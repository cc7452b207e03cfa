"""Instructor-led training: sessions with their days, who is registered and who came, and the places.

The module that a session belongs to is a `LitmosModule` of module type `ILT` in its course.
"""

from datetime import datetime

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, Words, key


class LitmosSession(Stamped, Table):
    """A session. `slots` is None where there is no limit; `start_date` and `end_date` are those of the first and the last day."""

    __tablename__ = "litmos_session"
    __table_args__ = (
        Index(None, "sandbox", "course_id"),
        # Unique, so that SQLite knows that what is joined to one session after the other comes in this order.
        Index(None, "sandbox", "module_id", "number", "id", unique=True),
        Index(None, "sandbox", "instructor_user_id"),
        Index(None, "sandbox", "start_date", "number"),
        Index(None, "sandbox", "updated_date"),
    )

    id: Column[str] = key()
    number: Column[int]
    course_id: Column[str] = column(String(50))
    module_id: Column[str] = column(String(50))
    name: Column[str] = column(String(100))
    instructor_user_id: Column[str] = column(String(50))
    instructor_name: Column[str] = column(String(200))
    session_type: Column[int]
    time_zone: Words
    location: Column[str | None] = column(Text)
    location_id: Column[int]
    resource_id: Words
    resources: Words
    start_date: Column[datetime | None]
    end_date: Column[datetime | None]
    slots: Column[int | None]
    enable_wait_list: Column[bool]
    details: Column[str | None] = column(Text)


class LitmosSessionDay(Table):
    """A day of a session. `position` orders the days of one session."""

    __tablename__ = "litmos_session_day"
    __table_args__ = (Index(None, "sandbox", "session_id", "position"),)

    id: Column[str] = key()
    session_id: Column[str] = column(String(50))
    position: Column[int]
    start_date: Column[datetime | None]
    end_date: Column[datetime | None]
    start_time: Words
    end_time: Words
    send_reminder: Column[bool]
    reminder_value: Column[int]
    reminder_metric: Words
    created_date: Column[datetime]


class LitmosSessionUser(Stamped, Table):
    """A user registered to a session. `event_status` is 1 for registered and 2 for the wait list; `number` orders by registration."""

    __tablename__ = "litmos_session_user"
    __of__ = {"litmos_session": ("session_id",), "litmos_user": ("user_id",)}
    __table_args__ = (Index(None, "sandbox", "user_id"), Index(None, "sandbox", "session_id", "number", "event_status"))

    session_id: Column[str] = key()
    user_id: Column[str] = key()
    number: Column[int]
    event_status: Column[int]
    score: Column[int]
    completed: Column[bool]


class LitmosAttendance(Table):
    """Whether a user came on a day of a session; a day without a row is not marked."""

    __tablename__ = "litmos_attendance"
    __table_args__ = (Index(None, "sandbox", "user_id"),)

    session_day_id: Column[str] = key()
    user_id: Column[str] = key()
    attended: Column[bool]


class LitmosLocation(Table):
    """A place where sessions are held."""

    __tablename__ = "litmos_location"

    location_id: Column[int] = column(primary_key=True)
    location: Column[str] = column(String(255))
    description: Column[str | None] = column(Text)
    street1: Words
    street2: Words
    city: Words
    state: Words
    postal_code: Words
    country: Words
    phone: Words


class LitmosInstructor(Table):
    """A user who may hold sessions without being an administrator."""

    __tablename__ = "litmos_instructor"

    user_id: Column[str] = key()
