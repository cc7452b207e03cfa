"""Courses, modules, and which module is in which course."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, Words


class LitmosCourse(Stamped, Table):
    """A course. `price` is the decimal as text, so that it keeps its scale."""

    __tablename__ = "litmos_course"
    __table_args__ = (
        Index(None, "sandbox", "number"),
        Index(None, "sandbox", "original_id"),
        Index(None, "sandbox", "updated_date", "id"),
    )

    id: Column[str] = column(String(50), primary_key=True)
    number: Column[int]
    code: Words
    name: Column[str] = column(String(255))
    active: Column[bool]
    for_sale: Column[bool]
    original_id: Column[int]
    description: Column[str | None] = column(Text)
    ecommerce_short_description: Column[str | None] = column(Text)
    ecommerce_long_description: Column[str | None] = column(Text)
    price: Column[str] = column(String(40), holds=Decimal)
    access_till_date: Column[datetime | None]
    access_till_days: Column[int | None]
    course_team_library: Column[bool]
    created_by: Words
    seq_id: Words
    tags: Words


class LitmosModule(Stamped, Table):
    """A module. `content_of` is the module whose content this one follows (a mirror), None if it is its own; `passmark` is 0 to 100."""

    __tablename__ = "litmos_module"
    __table_args__ = (Index(None, "sandbox", "content_of"), Index(None, "sandbox", "updated_date", "id"))

    id: Column[str] = column(String(50), primary_key=True)
    module_type: Column[int]
    name: Column[str] = column(String(100))
    description: Column[str | None] = column(Text)
    active: Column[bool]
    module_ref_code: Column[str | None] = column(String(50))
    hide_description: Column[bool]
    new_window: Column[bool]
    review_mode: Column[bool]
    status: Column[str] = column(String(32))
    content_url: Column[str | None] = column(Text)
    content_of: Column[str | None] = column(String(50))
    package_id: Column[str | None] = column(String(64))
    failure: Column[str | None] = column(Text)
    original_id: Column[int] = column(server_default="0")
    passmark: Column[int] = column(server_default="0")


class LitmosCourseModule(Stamped, Table):
    """A module's place in a course, and how it came there: copy, link or mirror. A linked module is in several courses, with one result."""

    __tablename__ = "litmos_course_module"
    __of__ = {"litmos_course": ("course_id",), "litmos_module": ("module_id",)}
    __table_args__ = (
        Index(None, "sandbox", "module_id"),
        Index(None, "sandbox", "updated_date", "course_id", "module_id"),
    )

    course_id: Column[str] = column(String(50), primary_key=True)
    module_id: Column[str] = column(String(50), primary_key=True)
    position: Column[int]
    relation: Column[str] = column(String(8))
