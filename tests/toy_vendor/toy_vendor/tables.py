"""The rows of Toy. Their tables are made by migrations/."""

from datetime import datetime

from sqlalchemy import String, Text

from emulator.store.tables import Column, column
from toy_vendor.rows import Table


class ToyKey(Table):
    """An API key."""

    __tablename__ = "toy_key"

    key: Column[str] = column(String(64), primary_key=True)


class ToyNote(Table):
    """A note."""

    __tablename__ = "toy_note"

    id: Column[int] = column(primary_key=True)
    title: Column[str] = column(String(255))
    text: Column[str | None] = column(Text)
    changed: Column[datetime]
