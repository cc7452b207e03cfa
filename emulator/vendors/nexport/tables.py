"""The rows of NexPort Campus: the directory, its sections, the enrollments, and sales."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text

from emulator.courseware.package.package import Standard
from emulator.store.tables import Column, column
from emulator.vendors.nexport.rows import Table

Id = Column[str]
OptionalId = Column[str | None]


class NexportOrganization(Table):
    """A node of the directory. Only the root has no parent; `kind` is GROUP, or None for an organization."""

    __tablename__ = "nexport_organization"
    __table_args__ = (
        Index(None, "sandbox", "name", "id"),
        Index(None, "sandbox", "parent_id", "name", "id", "kind"),
    )

    id: Id = column(String(36), primary_key=True)
    parent_id: OptionalId = column(String(36))
    name: Column[str] = column(String(255))
    short_name: Column[str | None] = column(String(255))
    kind: Column[str | None] = column(String(16))


class NexportUser(Table):
    """A user. `role` is None, or one of the two roles that may not use the API: `system operator`, `customer service`.

    `contact` is the contact information by member name, as CreateUser takes it.
    """

    __tablename__ = "nexport_user"
    __table_args__ = (Index(None, "sandbox", "login_folded", unique=True),)

    id: Id = column(String(36), primary_key=True)
    organization_id: Id = column(String(36))
    login: Column[str] = column(String(255))
    login_folded: Column[str] = column(String(255))
    password: Column[str] = column(String(255))
    first_name: Column[str] = column(String(255))
    last_name: Column[str] = column(String(255))
    internal_email: Column[str | None] = column(String(255))
    role: Column[str | None] = column(String(32))
    middle_name: Column[str | None] = column(String(255))
    contact: Column[dict[str, Any] | None]


class NexportPermission(Table):
    """A permission of a user at an organization and everything below it. `*` is every permission."""

    __tablename__ = "nexport_permission"
    __of__ = {"nexport_user": ("user_id",), "nexport_organization": ("organization_id",)}

    user_id: Id = column(String(36), primary_key=True)
    organization_id: Id = column(String(36), primary_key=True)
    permission: Column[str] = column(String(255), primary_key=True)


class NexportToken(Table):
    """An access token. It never expires if `expires` is None."""

    __tablename__ = "nexport_token"

    token: Id = column(String(36), primary_key=True)
    user_id: Id = column(String(36))
    issued: Column[datetime]
    expires: Column[datetime | None]


class NexportSubscription(Table):
    """A subscription of a user to an organization, at most one for each; `fields` are the custom profile fields by name."""

    __tablename__ = "nexport_subscription"
    __table_args__ = (Index(None, "sandbox", "user_id", "organization_id", unique=True),)

    id: Id = column(String(36), primary_key=True)
    user_id: Id = column(String(36))
    organization_id: Id = column(String(36))
    created: Column[datetime]
    fields: Column[dict[str, Any]]


class NexportMembership(Table):
    """A user in a group."""

    __tablename__ = "nexport_membership"
    __of__ = {"nexport_user": ("user_id",)}
    __table_args__ = (Index(None, "sandbox", "group_id", "user_id", unique=True),)

    id: Id = column(String(36), primary_key=True)
    group_id: Id = column(String(36))
    user_id: Id = column(String(36))
    created: Column[datetime]


class SyllabusColumns:
    """The common columns of sections and training plans. `name` is their title."""

    unique_name: Column[str | None] = column(String(255))
    description: Column[str | None] = column(Text)
    enrollment_start: Column[datetime | None]
    enrollment_end: Column[datetime | None]
    modified: Column[datetime | None]
    credit_hours: Column[float | None]


class NexportSection(SyllabusColumns, Table):
    """A section (class) of an organization. `certificate` tells whether passing gives a certificate; None means yes."""

    __tablename__ = "nexport_section"
    __table_args__ = (Index(None, "sandbox", "name"),)

    id: Id = column(String(36), primary_key=True)
    organization_id: Id = column(String(36))
    name: Column[str] = column(String(255))
    section_number: Column[str | None] = column(String(255))
    ceus: Column[str | None] = column(String(255))
    objectives: Column[list[Any] | None]
    instructor_ids: Column[list[Any] | None]
    certificate: Column[bool | None]


class NexportTrainingPlan(SyllabusColumns, Table):
    """A training plan: sections to take together."""

    __tablename__ = "nexport_training_plan"

    id: Id = column(String(36), primary_key=True)
    organization_id: Id = column(String(36))
    name: Column[str] = column(String(255))
    section_ids: Column[list[Any]]


class NexportAssignment(Table):
    """A unit of work in a section.

    `kind` is `courseware` or one of the kinds that are not SCORM. For courseware `standard` is that of its package, and `scos`
    its SCOs as [{"id", "title"}] in the order of the course; else they are None and empty.
    """

    __tablename__ = "nexport_assignment"
    __of__ = {"nexport_section": ("section_id",)}
    __table_args__ = (Index(None, "sandbox", "section_id"),)

    id: Id = column(String(36), primary_key=True)
    section_id: Id = column(String(36))
    position: Column[int]
    name: Column[str] = column(String(255))
    kind: Column[str] = column(String(32))
    package_id: Column[str | None] = column(String(64))
    standard: Column[str | None] = column(String(32), one_of=Standard)
    scos: Column[list[Any]]


class EnrollmentColumns:
    """The state of an enrollment. `phase` and `result` are numbers of the contract's enums; None means NotStarted, and no result yet."""

    started: Column[datetime | None]
    expires: Column[datetime | None]
    last_activity: Column[datetime | None]
    phase: Column[int | None]
    result: Column[int | None]
    percent: Column[int | None]


class NexportEnrollment(EnrollmentColumns, Table):
    """A user in a section. The enrollment's organization may be another than the section's."""

    __tablename__ = "nexport_enrollment"
    __of__ = {
        "nexport_section": ("section_id",),
        "nexport_user": ("user_id",),
        "nexport_organization": ("organization_id",),
    }
    __table_args__ = (
        Index(None, "sandbox", "section_id"),
        Index(None, "sandbox", "user_id"),
        Index(None, "sandbox", "organization_id", "enrolled", "id"),
        Index(None, "sandbox", "expires"),
    )

    id: Id = column(String(36), primary_key=True)
    section_id: Id = column(String(36))
    user_id: Id = column(String(36))
    organization_id: Id = column(String(36))
    enrolled: Column[datetime]


class NexportTrainingPlanEnrollment(EnrollmentColumns, Table):
    """A user in a training plan. The enrollments in its sections are rows of their own."""

    __tablename__ = "nexport_training_plan_enrollment"
    __of__ = {
        "nexport_training_plan": ("training_plan_id",),
        "nexport_user": ("user_id",),
        "nexport_organization": ("organization_id",),
    }
    __table_args__ = (
        Index(None, "sandbox", "user_id"),
        Index(None, "sandbox", "organization_id", "enrolled", "id"),
        Index(None, "sandbox", "expires"),
    )

    id: Id = column(String(36), primary_key=True)
    training_plan_id: Id = column(String(36))
    user_id: Id = column(String(36))
    organization_id: Id = column(String(36))
    enrolled: Column[datetime]


class NexportAssignmentStatus(Table):
    """The state of an assignment in an enrollment: one row for each pair. `attempt_id` is None until the first launch."""

    __tablename__ = "nexport_assignment_status"
    __of__ = {"nexport_enrollment": ("enrollment_id",), "nexport_assignment": ("assignment_id",)}
    __table_args__ = (
        Index(None, "sandbox", "enrollment_id", "assignment_id", unique=True),
        Index(None, "sandbox", "attempt_id"),
    )

    id: Id = column(String(36), primary_key=True)
    enrollment_id: Id = column(String(36))
    assignment_id: Id = column(String(36))
    attempt_id: Column[str | None] = column(String(64))


class NexportTestAttempt(Table):
    """A learner's attempt at a test. `position` counts from 1; `proctor` has the members of ProctorResponseItem, or is None."""

    __tablename__ = "nexport_test_attempt"
    __table_args__ = (Index(None, "sandbox", "enrollment_id", "assignment_id"),)

    id: Id = column(String(36), primary_key=True)
    enrollment_id: Id = column(String(36))
    assignment_id: Id = column(String(36))
    position: Column[int]
    started: Column[datetime | None]
    time_left_updated: Column[datetime | None]
    finished: Column[datetime | None]
    time_left: Column[str | None] = column(String(64))
    questions: Column[int]
    allow_relaunch: Column[bool]
    score: Column[float | None]
    comments: Column[str | None] = column(Text)
    proctor: Column[dict[str, Any] | None]


class NexportSignInLink(Table):
    """A link that signs one user in, once: to an organization, or to the classroom of an enrollment.

    `addresses` has the members of RedirectEntityRequest that were given.
    """

    __tablename__ = "nexport_sign_in_link"

    token: Id = column(String(36), primary_key=True)
    user_id: Id = column(String(36))
    organization_id: OptionalId = column(String(36))
    enrollment_id: OptionalId = column(String(36))
    display: Column[int]
    addresses: Column[dict[str, Any]]
    expires: Column[datetime]
    used: Column[datetime | None]


class NexportCatalog(Table):
    """A catalog of an organization. The models are numbers of the vendor's enums."""

    __tablename__ = "nexport_catalog"
    __table_args__ = (Index(None, "sandbox", "organization_id", "name", "id"),)

    id: Id = column(String(36), primary_key=True)
    organization_id: Id = column(String(36))
    name: Column[str] = column(String(255))
    description: Column[str | None] = column(Text)
    created: Column[datetime]
    modified: Column[datetime]
    pricing_model: Column[int]
    publishing_model: Column[int]
    is_enabled: Column[bool]
    access_time_limit: Column[str | None] = column(String(64))
    assign_when_redeemed: Column[bool]
    credit_hours: Column[float | None]


class NexportProduct(Table):
    """A syllabus that is sold in a catalog: a section or a training plan (`syllabus_type`, a number of SyllabusTypeEnum)."""

    __tablename__ = "nexport_product"
    __table_args__ = (Index(None, "sandbox", "catalog_id", "position"),)

    id: Id = column(String(36), primary_key=True)
    catalog_id: Id = column(String(36))
    syllabus_id: Id = column(String(36))
    syllabus_type: Column[int]
    position: Column[int]


class NexportInvoice(Table):
    """An invoice. It is open until it is committed, which gives it its redemption code."""

    __tablename__ = "nexport_invoice"

    id: Id = column(String(36), primary_key=True)
    organization_id: Id = column(String(36))
    purchasing_agent_id: Id = column(String(36))
    purchasing_group_id: OptionalId = column(String(36))
    note: Column[str | None] = column(Text)
    created: Column[datetime]
    committed: Column[datetime | None]
    redemption_code: Column[str | None] = column(String(64))


class NexportInvoiceItem(Table):
    """One product for one user, of an invoice. `enrollment_id`, `redeemed` and `redeemed_by` are None until it is redeemed."""

    __tablename__ = "nexport_invoice_item"
    __table_args__ = (Index(None, "sandbox", "invoice_id"), Index(None, "sandbox", "redemption_code"))

    id: Id = column(String(36), primary_key=True)
    invoice_id: Id = column(String(36))
    position: Column[int]
    product_id: Id = column(String(36))
    product_type: Column[int]
    cost: Column[float]
    note: Column[str | None] = column(Text)
    access_expires: Column[datetime | None]
    access_time_limit: Column[str | None] = column(String(64))
    subscription_org_id: OptionalId = column(String(36))
    group_ids: Column[list[Any]]
    purchasing_group_id: OptionalId = column(String(36))
    funding_pool: Column[str | None] = column(String(255))
    redemption_available: Column[datetime | None]
    redemption_code: Column[str | None] = column(String(64))
    redeemed: Column[datetime | None]
    redeemed_by: OptionalId = column(String(36))
    syllabus_id: OptionalId = column(String(36))
    syllabus_type: Column[int | None]
    enrollment_id: OptionalId = column(String(36))


class NexportInvoicePayment(Table):
    """A payment of an invoice. `details` are the members given to AddInvoicePayment. A payment that is `scheduled` by its details is due at
    `paid`, not paid."""

    __tablename__ = "nexport_invoice_payment"
    __table_args__ = (Index(None, "sandbox", "invoice_id"),)

    id: Id = column(String(36), primary_key=True)
    invoice_id: Id = column(String(36))
    payee_id: Id = column(String(36))
    amount_usd: Column[float]
    paid: Column[datetime]
    details: Column[dict[str, Any]]
