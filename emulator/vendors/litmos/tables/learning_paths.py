"""Learning paths and their courses."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, Words, key


class LitmosLearningPath(Stamped, InSandbox, Base):
    """A learning path. `price` is the decimal as text, so that it keeps its scale."""

    __tablename__ = "litmos_learning_path"
    __table_args__ = (Index(None, "sandbox", "number"), Index(None, "sandbox", "updated_date"))

    id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    original_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool]
    for_sale: Mapped[bool]
    price: Mapped[str] = mapped_column(String(40))
    ecommerce_short_description: Mapped[str | None] = mapped_column(Text)
    ecommerce_long_description: Mapped[str | None] = mapped_column(Text)
    access_till_date: Mapped[datetime | None]
    access_till_days: Mapped[int | None] = mapped_column(Integer)
    is_equivalency: Mapped[bool]
    learning_path_team_library: Mapped[bool]


class LitmosPathCourse(Stamped, InSandbox, Base):
    """A course of a learning path. Of courses with the same `equivalency_id` one is enough."""

    __tablename__ = "litmos_path_course"
    __table_args__ = (Index(None, "sandbox", "course_id"), Index(None, "sandbox", "updated_date"))

    path_id: Mapped[str] = key()
    course_id: Mapped[str] = key()
    position: Mapped[int] = mapped_column(Integer)
    active: Mapped[bool]
    equivalency_id: Words
    equivalency_group_name: Words
