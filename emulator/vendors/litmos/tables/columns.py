"""Columns that several tables of Litmos have."""

from datetime import datetime
from typing import Any

from sqlalchemy import String

from emulator.store.tables import Column, column

Words = Column[str | None]


class Stamped:
    """When and by whom a row was created and last changed (by OriginalId; 0 is nobody). The delta queries use this."""

    created_date: Column[datetime] = column(server_default="0")
    updated_date: Column[datetime] = column(server_default="0")
    created_by_id: Column[int] = column(server_default="0")
    updated_by_id: Column[int] = column(server_default="0")


def key(length: int = 50) -> Any:
    """A column of the primary key that holds an Id."""
    return column(String(length), primary_key=True)
