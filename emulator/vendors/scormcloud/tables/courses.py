"""Courses, their versions and assets, and imports."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text

from emulator.courseware.package.package import Standard
from emulator.store.tables import Column, Document, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID, ID


class ScormCloudCourse(Table):
    """A course. `title` and `version` are those of its latest version; `next_version` is the next version's number, which is never
    reused."""

    __tablename__ = "scormcloud_course"
    __table_args__ = (
        Index(None, "sandbox", "app_id", "created", "number"),
        Index(None, "sandbox", "app_id", "updated", "number"),
    )

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    title: Column[str] = column(Text)
    version: Column[int]
    next_version: Column[int]
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudCourseVersion(Table):
    """A version of a course, with one imported package."""

    __tablename__ = "scormcloud_course_version"
    __of__ = {"course_package": ("package_id",)}

    app_id: Column[str] = column(APP_ID, primary_key=True)
    course_id: Column[str] = column(ID, primary_key=True)
    version: Column[int] = column(BigInteger, primary_key=True)
    title: Column[str] = column(Text)
    standard: Column[str] = column(String(32), one_of=Standard)
    package_id: Column[str] = column(String(64))
    created: Column[datetime]
    updated: Column[datetime]


class ScormCloudAsset(Table):
    """A file that was added to a course version after its import."""

    __tablename__ = "scormcloud_asset"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    course_id: Column[str] = column(ID, primary_key=True)
    version: Column[int] = column(BigInteger, primary_key=True)
    path: Column[str] = column(String(1024), primary_key=True)
    modified: Column[datetime]


class ScormCloudImport(Table):
    """The latest import of a course. `id` is the job's. `result` is shown once it is complete; `postback_url` stays."""

    __tablename__ = "scormcloud_import"
    __table_args__ = (Index(None, "sandbox", "app_id", "course_id"),)

    id: Column[str] = column(String(300), primary_key=True)
    app_id: Column[str] = column(APP_ID)
    course_id: Column[str] = column(ID)
    state: Column[str] = column(String(32))
    message: Column[str | None] = column(Text)
    result: Column[dict[str, Any] | None]
    postback_url: Column[str | None] = column(Text)
    started: Column[datetime]


class ScormCloudConnector(Table):
    """A content connector; its configuration is whatever JSON its type takes."""

    __tablename__ = "scormcloud_connector"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
    content_connector_type: Column[str] = column(Text)
    configuration: Column[Any] = column(Document)
    enabled: Column[bool]
