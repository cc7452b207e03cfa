"""Applications and their secrets."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID


class ScormCloudApplication(Table):
    """An application, to which courses, registrations and secrets belong. `token_key` signs its OAuth tokens. `managed_by` is the App
    Management application of its realm, or None for that one itself."""

    __tablename__ = "scormcloud_application"
    __table_args__ = (
        Index(None, "sandbox", "managed_by", "created", "number"),
        Index(None, "sandbox", "managed_by", "updated", "number"),
    )

    id: Column[str] = column(APP_ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    name: Column[str] = column(Text)
    management: Column[bool]
    managed_by: Column[str | None] = column(APP_ID)
    allow_delete: Column[bool]
    token_key: Column[str] = column(String(64))
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudSecret(Table):
    """A secret key of an application, which can have several. An inactive key is not accepted."""

    __tablename__ = "scormcloud_secret"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(String(64), primary_key=True)
    number: Column[int] = column(BigInteger)
    name: Column[str | None] = column(Text)
    secret: Column[str] = column(String(255))
    active: Column[bool]
    created: Column[datetime]
    updated: Column[datetime]
