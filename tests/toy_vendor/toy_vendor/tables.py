"""The rows of Toy. Their tables are made by migrations/."""

from datetime import datetime

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox


class ToyKey(InSandbox, Base):
    """An API key."""

    __tablename__ = "toy_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)


class ToyNote(InSandbox, Base):
    """A note."""

    __tablename__ = "toy_note"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(String(255))
    text: Mapped[str | None] = mapped_column(Text)
    changed: Mapped[datetime]
