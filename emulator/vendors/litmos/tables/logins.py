"""Logins by LoginKey."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import key


class LitmosLogin(InSandbox, Base):
    """Somebody who came in by a LoginKey, which is used up by it. `id` is what the links of their pages have."""

    __tablename__ = "litmos_login"
    __table_args__ = (Index(None, "sandbox", "login_key"), Index(None, "sandbox", "user_id"))

    id: Mapped[str] = key(64)
    user_id: Mapped[str] = mapped_column(String(50))
    login_key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
