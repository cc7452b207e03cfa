"""Sign-ins by LTI, and the key of the tools."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID, ID


class ScormCloudLtiLogin(Table):
    """A sign-in by LTI 1.3 from its beginning until its launch or its expiry. `digest` is that of the verified id_token, and `message` its
    content; None before."""

    __tablename__ = "scormcloud_lti_login"
    __table_args__ = (Index(None, "sandbox", "digest"),)

    state: Column[str] = column(String(64), primary_key=True)
    nonce: Column[str] = column(String(64))
    app_id: Column[str] = column(APP_ID)
    destination_id: Column[str] = column(ID)
    phase: Column[str] = column(String(16))
    expires: Column[datetime] = column(index=True)
    digest: Column[str | None] = column(String(64))
    message: Column[dict[str, Any] | None]


class ScormCloudToolKey(Table):
    """The key with which a sandbox's dispatches sign as LTI tools, in PEM. It is created when it is first needed."""

    __tablename__ = "scormcloud_tool_key"

    id: Column[str] = column(String(64), primary_key=True)
    pem: Column[str] = column(Text)
