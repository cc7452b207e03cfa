"""Self sign-up tokens."""

from datetime import datetime

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, key


class LitmosToken(Stamped, InSandbox, Base):
    """A token. `token_type` is 1 course, 2 team, 3 learning path or 4 collection listing; `token_type_id` says which one."""

    __tablename__ = "litmos_token"
    __table_args__ = (
        Index(None, "sandbox", "number"),
        Index(None, "sandbox", "token_code_folded", unique=True),
    )

    token_id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    token_code: Mapped[str] = mapped_column(String(250))
    token_code_folded: Mapped[str] = mapped_column(String(250))
    token_type: Mapped[int] = mapped_column(Integer)
    token_type_id: Mapped[str] = mapped_column(String(50))
    active: Mapped[bool]
    maximum_activations: Mapped[int] = mapped_column(Integer)
    token_expiration: Mapped[datetime | None]
