"""Points and badges: the awards, and the ones that users earned."""

from datetime import datetime

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Words, key


class LitmosBadge(Table):
    """A badge."""

    __tablename__ = "litmos_badge"

    id: Column[str] = key()
    title: Column[str] = column(String(255))
    description: Column[str | None] = column(Text)
    icon: Words
    icon_bg_color: Words
    icon_display_url: Words


class LitmosAward(Table):
    """What the completion of an item earns. `item_kind` is `course` or `learning_path`."""

    __tablename__ = "litmos_award"

    item_kind: Column[str] = key(16)
    item_id: Column[str] = key()
    points: Column[int]
    badge_id: Words


class LitmosEarned(Table):
    """What a user earned, with the item's award as it was then."""

    __tablename__ = "litmos_earned"
    __table_args__ = (Index(None, "sandbox", "user_id", "number"),)

    id: Column[str] = key()
    number: Column[int]
    user_id: Column[str] = column(String(50))
    item_kind: Column[str] = column(String(16))
    item_id: Column[str] = column(String(50))
    item_name: Column[str] = column(String(255))
    points: Column[int]
    badge_id: Words
    date_completed: Column[datetime]
