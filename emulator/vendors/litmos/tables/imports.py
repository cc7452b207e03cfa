"""Bulk imports: of users, of courses, and of what users completed elsewhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import key


class LitmosImport(InSandbox, Base):
    """An import. `kind` is users, courses or history; `caller_id` the user who asked for it, `base_url` how they reached us."""

    __tablename__ = "litmos_import"
    __table_args__ = (Index(None, "sandbox", "kind", "number"),)

    id: Mapped[str] = key()
    kind: Mapped[str] = mapped_column(String(8))
    number: Mapped[int] = mapped_column(Integer)
    import_date: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(32))
    total_records: Mapped[int] = mapped_column(Integer)
    created: Mapped[int] = mapped_column(Integer)
    failed: Mapped[int] = mapped_column(Integer)
    duplicate: Mapped[int] = mapped_column(Integer)
    invalid_email: Mapped[int] = mapped_column(Integer)
    send_emails: Mapped[bool]
    skip_first_login: Mapped[bool]
    caller_id: Mapped[str] = mapped_column(String(50))
    base_url: Mapped[str] = mapped_column(String(255))


class LitmosImportSlice(InSandbox, Base):
    """Records of an import that are still to do; they are done together, and the slice goes in the same transaction."""

    __tablename__ = "litmos_import_slice"

    import_id: Mapped[str] = key()
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    records: Mapped[list[Any]]


class LitmosImportError(InSandbox, Base):
    """A record that was not imported, and why."""

    __tablename__ = "litmos_import_error"

    import_id: Mapped[str] = key()
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    username: Mapped[str] = mapped_column(String(255))
    import_status: Mapped[str] = mapped_column(String(255))
