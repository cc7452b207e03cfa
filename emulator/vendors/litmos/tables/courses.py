"""Courses, modules, and which module is in which course."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, Words


class LitmosCourse(Stamped, InSandbox, Base):
    """A course. `price` is the decimal as text, so that it keeps its scale."""

    __tablename__ = "litmos_course"
    __table_args__ = (
        Index(None, "sandbox", "number"),
        Index(None, "sandbox", "original_id"),
        Index(None, "sandbox", "updated_date"),
    )

    id: Mapped[str] = mapped_column(String(50), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    code: Words
    name: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    for_sale: Mapped[bool]
    original_id: Mapped[int] = mapped_column(Integer)
    description: Mapped[str | None] = mapped_column(Text)
    ecommerce_short_description: Mapped[str | None] = mapped_column(Text)
    ecommerce_long_description: Mapped[str | None] = mapped_column(Text)
    price: Mapped[str] = mapped_column(String(40))
    access_till_date: Mapped[datetime | None]
    access_till_days: Mapped[int | None] = mapped_column(Integer)
    course_team_library: Mapped[bool]
    created_by: Words
    seq_id: Words
    tags: Words


class LitmosModule(Stamped, InSandbox, Base):
    """A module. `content_of` is the module whose content this one follows (a mirror), None if it is its own; `passmark` is 0 to 100."""

    __tablename__ = "litmos_module"
    __table_args__ = (Index(None, "sandbox", "content_of"), Index(None, "sandbox", "updated_date"))

    id: Mapped[str] = mapped_column(String(50), primary_key=True)
    module_type: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(100))
    description: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool]
    module_ref_code: Mapped[str | None] = mapped_column(String(50))
    hide_description: Mapped[bool]
    new_window: Mapped[bool]
    review_mode: Mapped[bool]
    status: Mapped[str] = mapped_column(String(32))
    content_url: Mapped[str | None] = mapped_column(Text)
    content_of: Mapped[str | None] = mapped_column(String(50))
    package_id: Mapped[str | None] = mapped_column(String(64))
    failure: Mapped[str | None] = mapped_column(Text)
    original_id: Mapped[int] = mapped_column(Integer, server_default="0")
    passmark: Mapped[int] = mapped_column(Integer, server_default="0")


class LitmosCourseModule(Stamped, InSandbox, Base):
    """A module's place in a course, and how it came there: copy, link or mirror. A linked module is in several courses, with one result."""

    __tablename__ = "litmos_course_module"
    __table_args__ = (Index(None, "sandbox", "module_id"),)

    course_id: Mapped[str] = mapped_column(String(50), primary_key=True)
    module_id: Mapped[str] = mapped_column(String(50), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    relation: Mapped[str] = mapped_column(String(8))
