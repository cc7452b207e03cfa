"""The form of the NexPort section of a seed document (docs/seed.md): what may be in it, with the path of what may not."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from emulator.contract.reading import InputProblem
from emulator.vendors.nexport.routing import contract
from emulator.vendors.nexport.wire_in import NexportReader

_reader = NexportReader(contract)


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("has a NUL character")
    return text


def _uuid(text: str) -> str:
    identifier: str = _checked(_reader.uuid, text)
    return identifier


def _moment(value: Any) -> datetime:
    moment: datetime = _checked(_reader.datetime, value)
    return moment


def _checked(read: Any, value: Any) -> Any:
    try:
        return read(value, "")
    except InputProblem as problem:
        raise ValueError(problem.why) from None


Text = Annotated[str, AfterValidator(_no_nul)]
Name = Annotated[Text, Field(min_length=1, max_length=255)]
Words = Annotated[Text, Field(max_length=255)]
Uuid = Annotated[str, AfterValidator(_uuid)]
Moment = Annotated[datetime, BeforeValidator(_moment)]

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
"""The kinds of assignments that the product's documentation names."""


class Part(BaseModel):
    """A part of the document: unknown members are refused."""

    model_config = ConfigDict(extra="forbid")


class Organization(Part):
    """An organization below `parent`, or below the root."""

    name: Name
    id: Uuid | None = None
    short_name: Words | None = None
    parent: Name | None = None


class User(Part):
    """A user of an organization (the root if it says nothing), with permissions by organization; `*` is every permission."""

    login: Name
    id: Uuid | None = None
    password: Name | None = None
    first_name: Words = ""
    last_name: Words = ""
    email: Words | None = None
    organization: Name | None = None
    role: Literal["system operator", "customer service"] | None = None
    permissions: dict[Name, list[Name]] = {}


class Sco(Part):
    """A SCO of a course."""

    id: Name
    title: Text = ""


class Assignment(Part):
    """An assignment. Courseware has a SCORM version and SCOs, the other kinds have neither."""

    name: Name
    id: Uuid | None = None
    kind: Kind = "courseware"
    version: Literal["1.2", "2004"] | None = None
    scos: list[Sco] = []

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Assignment":
        if self.kind != "courseware" and (self.version or self.scos):
            raise ValueError("has version or scos, which only courseware has")
        if self.kind == "courseware" and not (self.version and self.scos):
            raise ValueError("is courseware and so needs version and scos")
        if len({sco.id for sco in self.scos}) < len(self.scos):
            raise ValueError("has two scos of the same id")
        return self


class ScoAttempt(Part):
    """A SCO that the learner has launched: when (now if it says nothing), and the CMI data by element name."""

    id: Name
    started: Moment | None = None
    exited: Moment | None = None
    cmi: dict[str, Text] = {}


class Status(Part):
    """How an enrollment stands to an assignment of its section."""

    assignment: Name
    id: Uuid | None = None
    scos: list[ScoAttempt] = []


class Enrollment(Part):
    """A user in the section. The organization is the section's if it says nothing."""

    user: Name
    id: Uuid | None = None
    organization: Name | None = None
    statuses: list[Status] = []


class Section(Part):
    """A section of an organization (the root if it says nothing), with its assignments and enrollments."""

    name: Name
    id: Uuid | None = None
    organization: Name | None = None
    assignments: list[Assignment] = []
    enrollments: list[Enrollment] = []


class World(Part):
    """The NexPort section of a seed document."""

    organizations: list[Organization] = []
    users: list[User] = []
    sections: list[Section] = []


def read_world(document: Any) -> World:
    """The document as a world. Raises `InputProblem` with the path of the first thing that is wrong."""
    try:
        return World.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        why = _WHY.get(first["type"]) or _lower(first["msg"].removeprefix("Value error, "))
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
