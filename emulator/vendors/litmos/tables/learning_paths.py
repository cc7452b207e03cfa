"""Learning paths and their courses."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, Words, key


class LitmosLearningPath(Stamped, Table):
    """A learning path. `price` is the decimal as text, so that it keeps its scale."""

    __tablename__ = "litmos_learning_path"
    __table_args__ = (Index(None, "sandbox", "number"), Index(None, "sandbox", "updated_date", "id"))

    id: Column[str] = key()
    number: Column[int]
    original_id: Column[int]
    name: Column[str] = column(String(255))
    description: Column[str | None] = column(Text)
    active: Column[bool]
    for_sale: Column[bool]
    price: Column[str] = column(String(40), holds=Decimal)
    ecommerce_short_description: Column[str | None] = column(Text)
    ecommerce_long_description: Column[str | None] = column(Text)
    access_till_date: Column[datetime | None]
    access_till_days: Column[int | None]
    is_equivalency: Column[bool]
    learning_path_team_library: Column[bool]


class LitmosPathCourse(Stamped, Table):
    """A course of a learning path. Of courses with the same `equivalency_id` one is enough."""

    __tablename__ = "litmos_path_course"
    __of__ = {"litmos_learning_path": ("path_id",), "litmos_course": ("course_id",)}
    __table_args__ = (
        Index(None, "sandbox", "course_id"),
        Index(None, "sandbox", "updated_date", "path_id", "course_id"),
    )

    path_id: Column[str] = key()
    course_id: Column[str] = key()
    position: Column[int]
    active: Column[bool]
    equivalency_id: Words
    equivalency_group_name: Words
