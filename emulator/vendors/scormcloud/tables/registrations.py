"""Registrations, their instances, and the links that launch courses."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID, ID


class ScormCloudRegistration(Table):
    """A learner's registration for a course. `instance` and `course_version` are those of its latest instance."""

    __tablename__ = "scormcloud_registration"
    __of__ = {"scormcloud_course_version": ("app_id", "course_id", "course_version")}
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
        Index(None, "sandbox", "app_id", "course_id", "created", "number"),
        Index(None, "sandbox", "app_id", "learner_id", "created", "number"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    instance: Column[int]
    course_id: Column[str] = column(ID)
    course_version: Column[int] = column(BigInteger)
    learner_id: Column[str] = column(ID)
    learner_email: Column[str | None] = column(Text)
    learner_first_name: Column[str | None] = column(Text)
    learner_last_name: Column[str | None] = column(Text)
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudInstance(Table):
    """An instance of a registration: one attempt at the course. `state` is its initial progress in the API's form; after its launch the
    attempt's data counts."""

    __tablename__ = "scormcloud_instance"
    __of__ = {"scormcloud_registration": ("app_id", "registration_id")}
    __table_args__ = (
        Index(None, "sandbox", "attempt_id"),
        Index(None, "sandbox", "app_id", "xapi_registration_id"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    registration_id: Column[str] = column(ID, primary_key=True)
    instance: Column[int] = column(BigInteger, primary_key=True)
    course_id: Column[str] = column(ID)
    course_version: Column[int] = column(BigInteger)
    xapi_registration_id: Column[str] = column(String(36))
    attempt_id: Column[str | None] = column(String(64))
    state: Column[dict[str, Any] | None]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudLaunch(Table):
    """A launch link: of a registration's instance, or a preview of a course version. `options` are those given when it was created."""

    __tablename__ = "scormcloud_launch"
    __table_args__ = (Index(None, "sandbox", "app_id", "registration_id"),)

    id: Column[str] = column(String(36), primary_key=True)
    app_id: Column[str] = column(APP_ID)
    registration_id: Column[str | None] = column(ID)
    course_id: Column[str] = column(ID)
    course_version: Column[int] = column(BigInteger)
    options: Column[dict[str, Any]]
    created: Column[datetime]
    expires: Column[datetime]
