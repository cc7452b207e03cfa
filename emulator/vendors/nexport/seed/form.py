"""The members of the NexPort section of a seed document (docs/seed.md), and the paths of invalid ones."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from emulator.contract.reading import InputProblem
from emulator.problems.words import words_of
from emulator.vendors.nexport.seed.values import Moment, Name, Number, SeedPart, Text, Uuid, Words

Phase = Literal["NotStarted", "InProgress", "Finished"]
Result = Literal["Passing", "Failing"]
Kind = Literal[
    "courseware",
    "discussion",
    "manually graded",
    "media",
    "quality assurance",
    "student input",
    "survey",
    "swappable",
    "test",
    "writing",
]
"""The kinds of assignments in the product's documentation."""


class Organization(SeedPart):
    """An organization below `parent`, by default below the root."""

    name: Name
    id: Uuid | None = None
    short_name: Words | None = None
    parent: Name | None = None


class Group(SeedPart):
    """A group below `parent`, which is an organization or a group (by default the root), with its users."""

    name: Name
    id: Uuid | None = None
    short_name: Words | None = None
    parent: Name | None = None
    members: list[Name] = []


class Contact(SeedPart):
    """The contact information of a user."""

    address_line1: Words | None = None
    address_line2: Words | None = None
    city: Words | None = None
    state: Words | None = None
    country: Words | None = None
    postal_code: Words | None = None
    phone: Words | None = None
    fax: Words | None = None


class User(SeedPart):
    """A user of an organization (by default the root), with permissions by organization or group; `*` is every permission.

    The user has a subscription to that organization, and to those in `subscriptions`.
    """

    login: Name
    id: Uuid | None = None
    password: Name | None = None
    first_name: Words = ""
    middle_name: Words | None = None
    last_name: Words = ""
    email: Words | None = None
    organization: Name | None = None
    role: Literal["system operator", "customer service"] | None = None
    permissions: dict[Name, list[Name]] = {}
    contact: Contact | None = None
    subscriptions: list[Name] = []


class Sco(SeedPart):
    """A SCO of a course."""

    id: Name
    title: Text = ""


class Assignment(SeedPart):
    """An assignment. Courseware is a sample course or a package, or has a SCORM version and SCOs; other kinds have none of these."""

    name: Name
    id: Uuid | None = None
    kind: Kind = "courseware"
    sample: Text | None = None
    package: Text | None = None
    version: Literal["1.2", "2004"] | None = None
    scos: list[Sco] = []

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Assignment":
        described, packaged = bool(self.version or self.scos), self.sample is not None or self.package is not None
        if self.kind != "courseware" and (described or packaged):
            raise ValueError("has version, scos, sample or package, which only courseware has")
        if self.kind == "courseware" and packaged and described:
            raise ValueError("has version or scos, which its sample or package has already")
        if self.kind == "courseware" and not packaged and not (self.version and self.scos):
            raise ValueError("is courseware and so needs version and scos, or sample, or package")
        if len({sco.id for sco in self.scos}) < len(self.scos):
            raise ValueError("has two scos of the same id")
        return self


class ScoAttempt(SeedPart):
    """A SCO that the learner has launched: when (by default now), and the CMI data by element name."""

    id: Name
    started: Moment | None = None
    exited: Moment | None = None
    cmi: dict[str, Text] = {}


class Proctor(SeedPart):
    """The person who admitted the learner to a test."""

    proctor_id: Uuid | None = None
    proctor_user_id: Uuid | None = None
    proctor_code: Words | None = None
    proctor_first_name: Words | None = None
    proctor_last_name: Words | None = None
    organization_access_code_id: Uuid | None = None
    access_code: Words | None = None
    date_proctored: Moment | None = None


class TestAttempt(SeedPart):
    """An attempt at a test, begun by default now. It is complete if it has `finished`."""

    id: Uuid | None = None
    started: Moment | None = None
    finished: Moment | None = None
    time_left: Annotated[Text, Field(max_length=64)] | None = None
    time_left_updated: Moment | None = None
    questions: Annotated[int, Field(ge=0, le=100_000)] = 0
    allow_relaunch: bool = False
    score: Number | None = None
    comments: Text | None = None
    proctor: Proctor | None = None


class Status(SeedPart):
    """The state of an enrollment's assignment; `attempts` are those at a test, the oldest first."""

    assignment: Name
    id: Uuid | None = None
    scos: list[ScoAttempt] = []
    attempts: list[TestAttempt] = []


class PlanEnrollment(SeedPart):
    """A user in a training plan. The default organization is the plan's, and `enrolled` is by default now."""

    user: Name
    id: Uuid | None = None
    organization: Name | None = None
    enrolled: Moment | None = None
    started: Moment | None = None
    expires: Moment | None = None
    last_activity: Moment | None = None
    phase: Phase | None = None
    result: Result | None = None
    percent: Annotated[int, Field(ge=0, le=100)] | None = None


class Enrollment(PlanEnrollment):
    """A user in a section, with the user's work. The default phase is InProgress if there is any work, otherwise NotStarted."""

    statuses: list[Status] = []


class Syllabus(SeedPart):
    """The common members of sections and training plans. The organization is the root by default."""

    name: Name
    id: Uuid | None = None
    organization: Name | None = None
    unique_name: Words | None = None
    description: Text | None = None
    enrollment_start: Moment | None = None
    enrollment_end: Moment | None = None
    credit_hours: Number | None = None


class Section(Syllabus):
    """A section of an organization, with its assignments and enrollments."""

    section_number: Words | None = None
    ceus: Words | None = None
    objectives: list[Text] = []
    instructors: list[Name] = []
    certificate: bool = True
    assignments: list[Assignment] = []
    enrollments: list[Enrollment] = []


class TrainingPlan(Syllabus):
    """A training plan of sections."""

    sections: list[Name] = []
    enrollments: list[PlanEnrollment] = []


class Product(SeedPart):
    """A section or training plan in a catalog; `id` is the product_id that an invoice item names."""

    syllabus: Name
    id: Uuid | None = None


class Catalog(SeedPart):
    """A catalog of an organization (the root by default), with the products in it."""

    name: Name
    id: Uuid | None = None
    organization: Name | None = None
    description: Text | None = None
    pricing_model: Annotated[int, Field(ge=0, le=1000)] = 0
    publishing_model: Annotated[int, Field(ge=0, le=1000)] = 0
    enabled: bool = True
    access_time_limit: Annotated[Text, Field(max_length=64)] | None = None
    assign_when_redeemed: bool = False
    credit_hours: Number | None = None
    products: list[Product] = []


class NexportSection(SeedPart):
    """The NexPort section of a seed document."""

    organizations: list[Organization] = []
    groups: list[Group] = []
    users: list[User] = []
    sections: list[Section] = []
    training_plans: list[TrainingPlan] = []
    catalogs: list[Catalog] = []


def read_world(document: Any) -> NexportSection:
    """Read the section. Raises `InputProblem` with the path of the first invalid value."""
    try:
        return NexportSection.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        why = _WHY.get(first["type"]) or _lower(words_of(first))
        raise InputProblem("nexport" + "".join(map(_step, first["loc"])), why) from None


_WHY = {
    "missing": "is required",
    "extra_forbidden": "is not known",
    "string_type": "must be text",
    "list_type": "must be an array",
    "dict_type": "must be an object",
    "model_type": "must be an object",
}


def _step(part: int | str) -> str:
    return f"[{part}]" if isinstance(part, int) else f".{part}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
