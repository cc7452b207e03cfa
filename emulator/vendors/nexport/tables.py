"""The rows of NexPort Campus: the directory of organizations and users, the sections in it, and who is enrolled in what."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox

Id = Mapped[str]
OptionalId = Mapped[str | None]


class NexportOrganization(InSandbox, Base):
    """A node of the directory. The root alone has no parent."""

    __tablename__ = "nexport_organization"
    __table_args__ = (Index(None, "sandbox", "name"),)

    id: Id = mapped_column(String(36), primary_key=True)
    parent_id: OptionalId = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(255))
    short_name: Mapped[str | None] = mapped_column(String(255))


class NexportUser(InSandbox, Base):
    """A user. `role` is None, or one of the two roles that may not use the API: `system operator`, `customer service`."""

    __tablename__ = "nexport_user"
    __table_args__ = (Index(None, "sandbox", "login_folded", unique=True),)

    id: Id = mapped_column(String(36), primary_key=True)
    organization_id: Id = mapped_column(String(36))
    login: Mapped[str] = mapped_column(String(255))
    login_folded: Mapped[str] = mapped_column(String(255))
    password: Mapped[str] = mapped_column(String(255))
    first_name: Mapped[str] = mapped_column(String(255))
    last_name: Mapped[str] = mapped_column(String(255))
    internal_email: Mapped[str | None] = mapped_column(String(255))
    role: Mapped[str | None] = mapped_column(String(32))


class NexportPermission(InSandbox, Base):
    """A permission that a user has at an organization and so at all below it. `*` is every permission."""

    __tablename__ = "nexport_permission"

    user_id: Id = mapped_column(String(36), primary_key=True)
    organization_id: Id = mapped_column(String(36), primary_key=True)
    permission: Mapped[str] = mapped_column(String(255), primary_key=True)


class NexportToken(InSandbox, Base):
    """An access token. It never expires if `expires` is None."""

    __tablename__ = "nexport_token"

    token: Id = mapped_column(String(36), primary_key=True)
    user_id: Id = mapped_column(String(36))
    issued: Mapped[datetime]
    expires: Mapped[datetime | None]


class NexportSection(InSandbox, Base):
    """A section (class) of an organization."""

    __tablename__ = "nexport_section"
    __table_args__ = (Index(None, "sandbox", "name"),)

    id: Id = mapped_column(String(36), primary_key=True)
    organization_id: Id = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(255))


class NexportAssignment(InSandbox, Base):
    """A unit of work in a section.

    `kind` is `courseware` or one of the kinds that are not SCORM. For courseware `standard` is that of its package, and `scos`
    its SCOs as [{"id", "title"}] in the order of the course; else they are None and empty.
    """

    __tablename__ = "nexport_assignment"
    __table_args__ = (Index(None, "sandbox", "section_id"),)

    id: Id = mapped_column(String(36), primary_key=True)
    section_id: Id = mapped_column(String(36))
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(32))
    package_id: Mapped[str | None] = mapped_column(String(64))
    standard: Mapped[str | None] = mapped_column(String(32))
    scos: Mapped[list[Any]]


class NexportEnrollment(InSandbox, Base):
    """A user in a section. The enrollment's organization may be another than the section's."""

    __tablename__ = "nexport_enrollment"
    __table_args__ = (Index(None, "sandbox", "section_id"), Index(None, "sandbox", "user_id"))

    id: Id = mapped_column(String(36), primary_key=True)
    section_id: Id = mapped_column(String(36))
    user_id: Id = mapped_column(String(36))
    organization_id: Id = mapped_column(String(36))
    enrolled: Mapped[datetime]


class NexportAssignmentStatus(InSandbox, Base):
    """How an enrollment stands to an assignment: one row for each pair of them. `attempt_id` is None until the first launch."""

    __tablename__ = "nexport_assignment_status"
    __table_args__ = (Index(None, "sandbox", "enrollment_id", "assignment_id", unique=True),)

    id: Id = mapped_column(String(36), primary_key=True)
    enrollment_id: Id = mapped_column(String(36))
    assignment_id: Id = mapped_column(String(36))
    attempt_id: Mapped[str | None] = mapped_column(String(64))
