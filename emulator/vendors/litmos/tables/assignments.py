"""What a user has been assigned, by whom, and how far they are."""

from datetime import datetime

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, key


class LitmosCourseGrant(InSandbox, Base):
    """One reason for which a user has a course: `via` is `user` (directly), `team` or `learning_path`, `via_id` which one."""

    __tablename__ = "litmos_course_grant"

    user_id: Mapped[str] = key()
    course_id: Mapped[str] = key()
    via: Mapped[str] = key(16)
    via_id: Mapped[str] = key()


class LitmosPathGrant(InSandbox, Base):
    """One reason for which a user has a learning path: `via` is `user` or `team`."""

    __tablename__ = "litmos_path_grant"

    user_id: Mapped[str] = key()
    path_id: Mapped[str] = key()
    via: Mapped[str] = key(16)
    via_id: Mapped[str] = key()


class LitmosUserCourse(Stamped, InSandbox, Base):
    """A user's course and result. `active` is false once no grant is left; the result stays. `number` is the ResultId."""

    __tablename__ = "litmos_user_course"
    __table_args__ = (
        Index(None, "sandbox", "course_id"),
        Index(None, "sandbox", "user_id", "number"),
        Index(None, "sandbox", "updated_date"),
    )

    user_id: Mapped[str] = key()
    course_id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    active: Mapped[bool]
    assigned_date: Mapped[datetime]
    start_date: Mapped[datetime | None]
    date_completed: Mapped[datetime | None]
    complete: Mapped[bool]
    percentage_complete: Mapped[str] = mapped_column(String(16))
    compliant_till: Mapped[datetime | None]
    due_date: Mapped[datetime | None]
    access_till_date: Mapped[datetime | None]


class LitmosUserPath(Stamped, InSandbox, Base):
    """A user's learning path and how far they are. `number` is the ResultId."""

    __tablename__ = "litmos_user_path"
    __table_args__ = (
        Index(None, "sandbox", "path_id"),
        Index(None, "sandbox", "user_id", "number"),
        Index(None, "sandbox", "updated_date"),
    )

    user_id: Mapped[str] = key()
    path_id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    active: Mapped[bool]
    assigned_date: Mapped[datetime]
    start_date: Mapped[datetime | None]
    date_completed: Mapped[datetime | None]
    complete: Mapped[bool]
    percentage_complete: Mapped[str] = mapped_column(String(16))
    access_till_date: Mapped[datetime | None]
