"""Points and badges: what can be earned, and what was."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Words, key


class LitmosBadge(InSandbox, Base):
    """A badge."""

    __tablename__ = "litmos_badge"

    id: Mapped[str] = key()
    title: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    icon: Words
    icon_bg_color: Words
    icon_display_url: Words


class LitmosAward(InSandbox, Base):
    """What the completion of an item earns. `item_kind` is `course` or `learning_path`."""

    __tablename__ = "litmos_award"

    item_kind: Mapped[str] = key(16)
    item_id: Mapped[str] = key()
    points: Mapped[int] = mapped_column(Integer)
    badge_id: Words


class LitmosEarned(InSandbox, Base):
    """What a user earned, with the item's award as it was then."""

    __tablename__ = "litmos_earned"
    __table_args__ = (Index(None, "sandbox", "user_id", "number"),)

    id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    user_id: Mapped[str] = mapped_column(String(50))
    item_kind: Mapped[str] = mapped_column(String(16))
    item_id: Mapped[str] = mapped_column(String(50))
    item_name: Mapped[str] = mapped_column(String(255))
    points: Mapped[int] = mapped_column(Integer)
    badge_id: Words
    date_completed: Mapped[datetime]
