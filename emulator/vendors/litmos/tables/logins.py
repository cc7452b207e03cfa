"""Logins by LoginKey."""

from datetime import datetime

from sqlalchemy import Index, String

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import key


class LitmosLogin(Table):
    """Somebody who came in by a LoginKey, which is used up by it. `id` is what the links of their pages have."""

    __tablename__ = "litmos_login"
    __table_args__ = (Index(None, "sandbox", "login_key"), Index(None, "sandbox", "user_id"))

    id: Column[str] = key(64)
    user_id: Column[str] = column(String(50))
    login_key: Column[str] = column(String(64))
    at: Column[datetime]
