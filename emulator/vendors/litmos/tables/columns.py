"""What several tables of Litmos have alike."""

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

Words = Mapped[str | None]


class Stamped:
    """When a row came, when it last changed, and who did either (by OriginalId; 0 is nobody): what the delta queries go by."""

    created_date: Mapped[datetime] = mapped_column(server_default="0", sort_order=90)
    updated_date: Mapped[datetime] = mapped_column(server_default="0", sort_order=91)
    created_by_id: Mapped[int] = mapped_column(Integer, server_default="0", sort_order=92)
    updated_by_id: Mapped[int] = mapped_column(Integer, server_default="0", sort_order=93)


def key(length: int = 50) -> Mapped[str]:
    """A column of the primary key that holds an Id."""
    return mapped_column(String(length), primary_key=True)
