"""Self sign-up tokens."""

from datetime import datetime

from sqlalchemy import Index, String

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, key


class LitmosToken(Stamped, Table):
    """A token. `token_type` is 1 course, 2 team, 3 learning path or 4 collection listing; `token_type_id` says which one."""

    __tablename__ = "litmos_token"
    __table_args__ = (
        Index(None, "sandbox", "number"),
        Index(None, "sandbox", "token_code_folded", unique=True),
    )

    token_id: Column[str] = key()
    number: Column[int]
    token_code: Column[str] = column(String(250))
    token_code_folded: Column[str] = column(String(250))
    token_type: Column[int]
    token_type_id: Column[str] = column(String(50))
    active: Column[bool]
    maximum_activations: Column[int]
    token_expiration: Column[datetime | None]
