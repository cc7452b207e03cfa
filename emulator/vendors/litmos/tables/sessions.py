"""Instructor-led training: sessions with their days, who is registered and who came, and the places.

The module that a session belongs to is a `LitmosModule` of module type `ILT` in its course.
"""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, Words, key


class LitmosSession(Stamped, InSandbox, Base):
    """A session. `slots` is None where there is no limit; `start_date` and `end_date` are those of the first and the last day."""

    __tablename__ = "litmos_session"
    __table_args__ = (
        Index(None, "sandbox", "course_id"),
        Index(None, "sandbox", "module_id", "number"),
        Index(None, "sandbox", "instructor_user_id"),
        Index(None, "sandbox", "start_date"),
    )

    id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    course_id: Mapped[str] = mapped_column(String(50))
    module_id: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(100))
    instructor_user_id: Mapped[str] = mapped_column(String(50))
    instructor_name: Mapped[str] = mapped_column(String(200))
    session_type: Mapped[int] = mapped_column(Integer)
    time_zone: Words
    location: Mapped[str | None] = mapped_column(Text)
    location_id: Mapped[int] = mapped_column(Integer)
    resource_id: Words
    resources: Words
    start_date: Mapped[datetime | None]
    end_date: Mapped[datetime | None]
    slots: Mapped[int | None] = mapped_column(Integer)
    enable_wait_list: Mapped[bool]
    details: Mapped[str | None] = mapped_column(Text)


class LitmosSessionDay(InSandbox, Base):
    """A day of a session. `position` orders the days of one session."""

    __tablename__ = "litmos_session_day"
    __table_args__ = (Index(None, "sandbox", "session_id", "position"),)

    id: Mapped[str] = key()
    session_id: Mapped[str] = mapped_column(String(50))
    position: Mapped[int] = mapped_column(Integer)
    start_date: Mapped[datetime | None]
    end_date: Mapped[datetime | None]
    start_time: Words
    end_time: Words
    send_reminder: Mapped[bool]
    reminder_value: Mapped[int] = mapped_column(Integer)
    reminder_metric: Words
    created_date: Mapped[datetime]


class LitmosSessionUser(Stamped, InSandbox, Base):
    """A user registered to a session. `event_status` is 1 for registered and 2 for the wait list; `number` orders by registration."""

    __tablename__ = "litmos_session_user"
    __table_args__ = (Index(None, "sandbox", "user_id"), Index(None, "sandbox", "session_id", "number"))

    session_id: Mapped[str] = key()
    user_id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    event_status: Mapped[int] = mapped_column(Integer)
    score: Mapped[int] = mapped_column(Integer)
    completed: Mapped[bool]


class LitmosAttendance(InSandbox, Base):
    """Whether a user came on a day of a session; a day without a row is not marked."""

    __tablename__ = "litmos_attendance"
    __table_args__ = (Index(None, "sandbox", "user_id"),)

    session_day_id: Mapped[str] = key()
    user_id: Mapped[str] = key()
    attended: Mapped[bool]


class LitmosLocation(InSandbox, Base):
    """A place where sessions are held."""

    __tablename__ = "litmos_location"

    location_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    location: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    street1: Words
    street2: Words
    city: Words
    state: Words
    postal_code: Words
    country: Words
    phone: Words


class LitmosInstructor(InSandbox, Base):
    """A user who may hold sessions without being an administrator."""

    __tablename__ = "litmos_instructor"

    user_id: Mapped[str] = key()
