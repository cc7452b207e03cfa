"""Custom fields of an organisation, and what courses and users have in them."""

from typing import Any

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import key


class LitmosCustomField(Table):
    """A field. `scope` is `course` or `user`; `number` orders a scope: UserCustomField1 of an import is the first field of users."""

    __tablename__ = "litmos_custom_field"
    __table_args__ = (Index(None, "sandbox", "scope", "number"),)

    id: Column[str] = key()
    scope: Column[str] = column(String(8))
    number: Column[int]
    label: Column[str] = column(String(255))
    default_value: Column[str] = column(Text)
    mandatory: Column[bool]
    visible_to_learner: Column[bool]
    type: Column[str] = column(String(32))
    dropdown: Column[list[Any]]


class LitmosCourseField(Table):
    """What a course has in a field."""

    __tablename__ = "litmos_course_field"

    course_id: Column[str] = key()
    field_id: Column[str] = key()
    value: Column[str] = column(Text)


class LitmosUserField(Table):
    """What a user has in a field."""

    __tablename__ = "litmos_user_field"

    user_id: Column[str] = key()
    field_id: Column[str] = key()
    value: Column[str] = column(Text)
