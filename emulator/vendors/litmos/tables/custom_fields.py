"""Custom fields of an organisation, and what courses and users have in them."""

from typing import Any

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import key


class LitmosCustomField(InSandbox, Base):
    """A field. `scope` is `course` or `user`; `number` orders a scope: UserCustomField1 of an import is the first field of users."""

    __tablename__ = "litmos_custom_field"
    __table_args__ = (Index(None, "sandbox", "scope", "number"),)

    id: Mapped[str] = key()
    scope: Mapped[str] = mapped_column(String(8))
    number: Mapped[int] = mapped_column(Integer)
    label: Mapped[str] = mapped_column(String(255))
    default_value: Mapped[str] = mapped_column(Text)
    mandatory: Mapped[bool]
    visible_to_learner: Mapped[bool]
    type: Mapped[str] = mapped_column(String(32))
    dropdown: Mapped[list[Any]]


class LitmosCourseField(InSandbox, Base):
    """What a course has in a field."""

    __tablename__ = "litmos_course_field"

    course_id: Mapped[str] = key()
    field_id: Mapped[str] = key()
    value: Mapped[str] = mapped_column(Text)


class LitmosUserField(InSandbox, Base):
    """What a user has in a field."""

    __tablename__ = "litmos_user_field"

    user_id: Mapped[str] = key()
    field_id: Mapped[str] = key()
    value: Mapped[str] = mapped_column(Text)
