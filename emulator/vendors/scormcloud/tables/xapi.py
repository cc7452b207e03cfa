"""Credentials of the LRS, and statement pipes."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID, ID


class ScormCloudXapiCredential(Table):
    """A user name (`id`) and secret for the LRS."""

    __tablename__ = "scormcloud_xapi_credential"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    name: Column[str] = column(Text)
    info: Column[str | None] = column(Text)
    secret: Column[str] = column(Text)
    is_enabled: Column[bool]
    auth: Column[str] = column(String(16))
    permissions_level: Column[str] = column(String(16))
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudXapiNonce(Table):
    """The digest of the timestamp and nonce of a signed request. Each pair is valid for one request of a credential."""

    __tablename__ = "scormcloud_xapi_nonce"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    credential_id: Column[str] = column(ID, primary_key=True)
    digest: Column[str] = column(String(64), primary_key=True)
    used: Column[datetime] = column(index=True)


class ScormCloudStatementPipe(Table):
    """A pipe from one LRS to another. It is being processed until `visible_after`.

    `attempts` counts failed tries since the last success. `cursor` is (stored, number) of the last statement that was forwarded from an LRS
    of this emulator. `base_url` is the emulator's address when the pipe was created or changed.
    """

    __tablename__ = "scormcloud_statement_pipe"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    source: Column[dict[str, Any] | None]
    target: Column[dict[str, Any]]
    attempts: Column[int]
    visible_after: Column[datetime]
    last_forwarded_statement_date: Column[str | None] = column(String(64))
    more_url: Column[str | None] = column(Text)
    cursor: Column[list[Any] | None]
    base_url: Column[str | None] = column(Text)
