"""Destinations, dispatches, and the registrations that dispatches created."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID, ID


class ScormCloudDestination(Table):
    """A destination: an outside platform for dispatches. `launch_key` stands in the URLs of the emulator's pages. `dispatch_count` is the
    count that the list last showed, `dispatch_count_at` when."""

    __tablename__ = "scormcloud_destination"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "launch_key"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    name: Column[str] = column(Text)
    email: Column[str | None] = column(Text)
    notes: Column[str | None] = column(Text)
    launch_auth: Column[dict[str, Any] | None]
    lti13_data: Column[dict[str, Any] | None]
    hash_user_info: Column[bool]
    launch_key: Column[str] = column(String(64))
    dispatch_count: Column[int | None]
    dispatch_count_at: Column[datetime | None]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudDispatch(Table):
    """A course at a destination. `registration_count` is the counter, which can be reset. If `hash_user_info` is None, the destination's
    applies. `launch_key` stands in the URLs of the emulator's pages."""

    __tablename__ = "scormcloud_dispatch"
    __of__ = {"scormcloud_destination": ("app_id", "destination_id")}
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "destination_id", "course_id"),
        Index(None, "sandbox", "app_id", "destination_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id"),
        Index(None, "sandbox", "id"),
        Index(None, "sandbox", "launch_key"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    destination_id: Column[str] = column(ID)
    course_id: Column[str] = column(ID)
    allow_new_registrations: Column[bool]
    enabled: Column[bool]
    instanced: Column[bool]
    registration_cap: Column[int] = column(BigInteger)
    registration_count: Column[int] = column(BigInteger)
    registration_reset_date: Column[datetime | None]
    expiration_date: Column[datetime | None]
    email: Column[str | None] = column(Text)
    notes: Column[str | None] = column(Text)
    hash_user_info: Column[bool | None]
    launch_key: Column[str] = column(String(64))
    lti_secret: Column[str] = column(String(64))
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudDispatchRegistration(Table):
    """The registration that a learner of the other platform got through a dispatch; it may have been deleted since.

    After a launch by LTI 1.3, `platform_user` is the platform's id of the learner, and `line_item` the URL of the line item for their
    score, or None.
    """

    __tablename__ = "scormcloud_dispatch_registration"
    __table_args__ = (Index(None, "sandbox", "app_id", "registration_id"),)

    app_id: Column[str] = column(APP_ID, primary_key=True)
    dispatch_id: Column[str] = column(ID, primary_key=True)
    learner_id: Column[str] = column(ID, primary_key=True)
    registration_id: Column[str] = column(ID)
    platform_user: Column[str | None] = column(Text)
    line_item: Column[str | None] = column(Text)
