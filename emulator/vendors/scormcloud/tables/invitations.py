"""Invitations, their jobs, and the invited people."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID, ID


class ScormCloudInvitation(Table):
    """An invitation to a course, of the kind `public` or `private`. A public one has a link (`url`), a private one the text of its
    `email`."""

    __tablename__ = "scormcloud_invitation"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "kind", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "updated", "number"),
    )

    id: Column[str] = column(String(36), primary_key=True)
    app_id: Column[str] = column(APP_ID)
    number: Column[int] = column(BigInteger)
    kind: Column[str] = column(String(8))
    course_id: Column[str] = column(ID)
    creating_user_email: Column[str] = column(Text)
    allow_launch: Column[bool]
    allow_new_registrations: Column[bool]
    registration_cap: Column[int] = column(BigInteger)
    url: Column[str | None] = column(Text)
    email: Column[dict[str, Any] | None]
    post_back: Column[dict[str, Any] | None]
    expiration_date: Column[datetime | None]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudInvitationJob(Table):
    """The job that sends a private invitation's e-mails; `id` is the invitation's."""

    __tablename__ = "scormcloud_invitation_job"

    id: Column[str] = column(String(36), primary_key=True)
    state: Column[str] = column(String(16))
    errors: Column[list[Any]]
    total: Column[int]
    processed: Column[int]


class ScormCloudUserInvitation(Table):
    """One person's invitation, with a registration. `address` is the e-mail address in the form that is compared."""

    __tablename__ = "scormcloud_user_invitation"
    __of__ = {"scormcloud_invitation": ("invitation_id",), "scormcloud_registration": ("app_id", "registration_id")}
    __table_args__ = (
        Index(None, "sandbox", "app_id", "invitation_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "address"),
        Index(None, "sandbox", "app_id", "registration_id"),
    )

    id: Column[str] = column(String(36), primary_key=True)
    app_id: Column[str] = column(APP_ID)
    number: Column[int] = column(BigInteger)
    invitation_id: Column[str] = column(String(36))
    course_id: Column[str] = column(ID)
    email: Column[str] = column(ID)
    address: Column[str] = column(ID)
    url: Column[str] = column(Text)
    registration_id: Column[str] = column(ID)
    sent: Column[bool]
    created: Column[datetime]
    updated: Column[datetime]
