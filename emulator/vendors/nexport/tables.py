"""The rows of NexPort Campus: the directory, the sections in it, who is enrolled in what, and what is sold."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Float, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox

Id = Mapped[str]
OptionalId = Mapped[str | None]


class NexportOrganization(InSandbox, Base):
    """A node of the directory. The root alone has no parent; `kind` is GROUP, or None for an organization."""

    __tablename__ = "nexport_organization"
    __table_args__ = (Index(None, "sandbox", "name"),)

    id: Id = mapped_column(String(36), primary_key=True)
    parent_id: OptionalId = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(255))
    short_name: Mapped[str | None] = mapped_column(String(255))
    kind: Mapped[str | None] = mapped_column(String(16))


class NexportUser(InSandbox, Base):
    """A user. `role` is None, or one of the two roles that may not use the API: `system operator`, `customer service`.

    `contact` is the contact information by member name, as CreateUser takes it.
    """

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
    middle_name: Mapped[str | None] = mapped_column(String(255))
    contact: Mapped[dict[str, Any] | None]


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


class NexportSubscription(InSandbox, Base):
    """A user's place in an organization, at most one in each; `fields` are the custom profile fields by name."""

    __tablename__ = "nexport_subscription"
    __table_args__ = (Index(None, "sandbox", "user_id", "organization_id", unique=True),)

    id: Id = mapped_column(String(36), primary_key=True)
    user_id: Id = mapped_column(String(36))
    organization_id: Id = mapped_column(String(36))
    created: Mapped[datetime]
    fields: Mapped[dict[str, Any]]


class NexportMembership(InSandbox, Base):
    """A user in a group."""

    __tablename__ = "nexport_membership"
    __table_args__ = (Index(None, "sandbox", "group_id", "user_id", unique=True),)

    id: Id = mapped_column(String(36), primary_key=True)
    group_id: Id = mapped_column(String(36))
    user_id: Id = mapped_column(String(36))
    created: Mapped[datetime]


class SyllabusColumns:
    """What a section and a training plan say of themselves. `name` is their title."""

    unique_name: Mapped[str | None] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    enrollment_start: Mapped[datetime | None]
    enrollment_end: Mapped[datetime | None]
    modified: Mapped[datetime | None]
    credit_hours: Mapped[float | None] = mapped_column(Float)


class NexportSection(SyllabusColumns, InSandbox, Base):
    """A section (class) of an organization. `certificate` tells whether passing gives one; None is yes."""

    __tablename__ = "nexport_section"
    __table_args__ = (Index(None, "sandbox", "name"),)

    id: Id = mapped_column(String(36), primary_key=True)
    organization_id: Id = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(255))
    section_number: Mapped[str | None] = mapped_column(String(255))
    ceus: Mapped[str | None] = mapped_column(String(255))
    objectives: Mapped[list[Any] | None]
    instructor_ids: Mapped[list[Any] | None]
    certificate: Mapped[bool | None] = mapped_column(Boolean)


class NexportTrainingPlan(SyllabusColumns, InSandbox, Base):
    """A training plan: sections to take together."""

    __tablename__ = "nexport_training_plan"

    id: Id = mapped_column(String(36), primary_key=True)
    organization_id: Id = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(255))
    section_ids: Mapped[list[Any]]


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


class EnrollmentColumns:
    """How an enrollment goes. `phase` and `result` are numbers of the contract's enums; None is NotStarted, and no result yet."""

    started: Mapped[datetime | None]
    expires: Mapped[datetime | None]
    last_activity: Mapped[datetime | None]
    phase: Mapped[int | None] = mapped_column(Integer)
    result: Mapped[int | None] = mapped_column(Integer)
    percent: Mapped[int | None] = mapped_column(Integer)


class NexportEnrollment(EnrollmentColumns, InSandbox, Base):
    """A user in a section. The enrollment's organization may be another than the section's."""

    __tablename__ = "nexport_enrollment"
    __table_args__ = (
        Index(None, "sandbox", "section_id"),
        Index(None, "sandbox", "user_id"),
        Index(None, "sandbox", "organization_id", "enrolled", "id"),
    )

    id: Id = mapped_column(String(36), primary_key=True)
    section_id: Id = mapped_column(String(36))
    user_id: Id = mapped_column(String(36))
    organization_id: Id = mapped_column(String(36))
    enrolled: Mapped[datetime]


class NexportTrainingPlanEnrollment(EnrollmentColumns, InSandbox, Base):
    """A user in a training plan. The enrollments in its sections are rows of their own."""

    __tablename__ = "nexport_training_plan_enrollment"
    __table_args__ = (Index(None, "sandbox", "user_id"), Index(None, "sandbox", "organization_id", "enrolled", "id"))

    id: Id = mapped_column(String(36), primary_key=True)
    training_plan_id: Id = mapped_column(String(36))
    user_id: Id = mapped_column(String(36))
    organization_id: Id = mapped_column(String(36))
    enrolled: Mapped[datetime]


class NexportAssignmentStatus(InSandbox, Base):
    """How an enrollment stands to an assignment: one row for each pair of them. `attempt_id` is None until the first launch."""

    __tablename__ = "nexport_assignment_status"
    __table_args__ = (
        Index(None, "sandbox", "enrollment_id", "assignment_id", unique=True),
        Index(None, "sandbox", "attempt_id"),
    )

    id: Id = mapped_column(String(36), primary_key=True)
    enrollment_id: Id = mapped_column(String(36))
    assignment_id: Id = mapped_column(String(36))
    attempt_id: Mapped[str | None] = mapped_column(String(64))


class NexportTestAttempt(InSandbox, Base):
    """A learner's attempt at a test. `position` counts from 1; `proctor` has the members of ProctorResponseItem, or is None."""

    __tablename__ = "nexport_test_attempt"
    __table_args__ = (Index(None, "sandbox", "enrollment_id", "assignment_id"),)

    id: Id = mapped_column(String(36), primary_key=True)
    enrollment_id: Id = mapped_column(String(36))
    assignment_id: Id = mapped_column(String(36))
    position: Mapped[int] = mapped_column(Integer)
    started: Mapped[datetime | None]
    time_left_updated: Mapped[datetime | None]
    finished: Mapped[datetime | None]
    time_left: Mapped[str | None] = mapped_column(String(64))
    questions: Mapped[int] = mapped_column(Integer)
    allow_relaunch: Mapped[bool] = mapped_column(Boolean)
    score: Mapped[float | None] = mapped_column(Float)
    comments: Mapped[str | None] = mapped_column(Text)
    proctor: Mapped[dict[str, Any] | None]


class NexportSignInLink(InSandbox, Base):
    """A link that signs one user in, once: to an organization, or to the classroom of an enrollment.

    `addresses` has the members of RedirectEntityRequest that were given.
    """

    __tablename__ = "nexport_sign_in_link"

    token: Id = mapped_column(String(36), primary_key=True)
    user_id: Id = mapped_column(String(36))
    organization_id: OptionalId = mapped_column(String(36))
    enrollment_id: OptionalId = mapped_column(String(36))
    display: Mapped[int] = mapped_column(Integer)
    addresses: Mapped[dict[str, Any]]
    expires: Mapped[datetime]
    used: Mapped[datetime | None]


class NexportCatalog(InSandbox, Base):
    """A catalog of an organization. The models are numbers of the vendor's enums."""

    __tablename__ = "nexport_catalog"

    id: Id = mapped_column(String(36), primary_key=True)
    organization_id: Id = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    created: Mapped[datetime]
    modified: Mapped[datetime]
    pricing_model: Mapped[int] = mapped_column(Integer)
    publishing_model: Mapped[int] = mapped_column(Integer)
    is_enabled: Mapped[bool] = mapped_column(Boolean)
    access_time_limit: Mapped[str | None] = mapped_column(String(64))
    assign_when_redeemed: Mapped[bool] = mapped_column(Boolean)
    credit_hours: Mapped[float | None] = mapped_column(Float)


class NexportProduct(InSandbox, Base):
    """A syllabus in a catalog, as it is sold: a section or a training plan (`syllabus_type`, a number of SyllabusTypeEnum)."""

    __tablename__ = "nexport_product"
    __table_args__ = (Index(None, "sandbox", "catalog_id"),)

    id: Id = mapped_column(String(36), primary_key=True)
    catalog_id: Id = mapped_column(String(36))
    syllabus_id: Id = mapped_column(String(36))
    syllabus_type: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)


class NexportInvoice(InSandbox, Base):
    """An invoice. It is open until it is committed, which gives it its redemption code."""

    __tablename__ = "nexport_invoice"

    id: Id = mapped_column(String(36), primary_key=True)
    organization_id: Id = mapped_column(String(36))
    purchasing_agent_id: Id = mapped_column(String(36))
    purchasing_group_id: OptionalId = mapped_column(String(36))
    note: Mapped[str | None] = mapped_column(Text)
    created: Mapped[datetime]
    committed: Mapped[datetime | None]
    redemption_code: Mapped[str | None] = mapped_column(String(64))


class NexportInvoiceItem(InSandbox, Base):
    """One product for one user, of an invoice. `enrollment_id`, `redeemed` and `redeemed_by` are None until it is redeemed."""

    __tablename__ = "nexport_invoice_item"
    __table_args__ = (Index(None, "sandbox", "invoice_id"), Index(None, "sandbox", "redemption_code"))

    id: Id = mapped_column(String(36), primary_key=True)
    invoice_id: Id = mapped_column(String(36))
    position: Mapped[int] = mapped_column(Integer)
    product_id: Id = mapped_column(String(36))
    product_type: Mapped[int] = mapped_column(Integer)
    cost: Mapped[float] = mapped_column(Float)
    note: Mapped[str | None] = mapped_column(Text)
    access_expires: Mapped[datetime | None]
    access_time_limit: Mapped[str | None] = mapped_column(String(64))
    subscription_org_id: OptionalId = mapped_column(String(36))
    group_ids: Mapped[list[Any]]
    purchasing_group_id: OptionalId = mapped_column(String(36))
    funding_pool: Mapped[str | None] = mapped_column(String(255))
    redemption_available: Mapped[datetime | None]
    redemption_code: Mapped[str | None] = mapped_column(String(64))
    redeemed: Mapped[datetime | None]
    redeemed_by: OptionalId = mapped_column(String(36))
    syllabus_id: OptionalId = mapped_column(String(36))
    syllabus_type: Mapped[int | None] = mapped_column(Integer)
    enrollment_id: OptionalId = mapped_column(String(36))


class NexportInvoicePayment(InSandbox, Base):
    """A payment of an invoice; `details` has what AddInvoicePayment was told, by member name."""

    __tablename__ = "nexport_invoice_payment"
    __table_args__ = (Index(None, "sandbox", "invoice_id"),)

    id: Id = mapped_column(String(36), primary_key=True)
    invoice_id: Id = mapped_column(String(36))
    payee_id: Id = mapped_column(String(36))
    amount_usd: Mapped[float] = mapped_column(Float)
    paid: Mapped[datetime]
    details: Mapped[dict[str, Any]]
