"""Bulk imports: of users, of courses, and of what users completed elsewhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import key


class LitmosImport(Table):
    """An import. `kind` is users, courses or history; `caller_id` the user who asked for it, `base_url` how they reached us."""

    __tablename__ = "litmos_import"
    __table_args__ = (Index(None, "sandbox", "kind", "number"),)

    id: Column[str] = key()
    kind: Column[str] = column(String(8))
    number: Column[int]
    import_date: Column[datetime]
    status: Column[str] = column(String(32))
    total_records: Column[int]
    created: Column[int]
    failed: Column[int]
    duplicate: Column[int]
    invalid_email: Column[int]
    send_emails: Column[bool]
    skip_first_login: Column[bool]
    caller_id: Column[str] = column(String(50))
    base_url: Column[str] = column(String(255))


class LitmosImportSlice(Table):
    """Records of an import that are still to do; they are done together, and the slice goes in the same transaction."""

    __tablename__ = "litmos_import_slice"

    import_id: Column[str] = key()
    position: Column[int] = column(primary_key=True)
    records: Column[list[Any]]


class LitmosImportError(Table):
    """A record that was not imported, and why."""

    __tablename__ = "litmos_import_error"

    import_id: Column[str] = key()
    position: Column[int] = column(primary_key=True)
    username: Column[str] = column(String(255))
    import_status: Column[str] = column(String(255))
