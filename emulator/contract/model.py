"""The contract of a vendor: the classes that its files are read into, and that the code works with.

The files are read straight into these classes (`loading.py`), so a file can only have the members of its class. docs/contract.md shows
the form for people; `scripts/generate` writes it from here.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Annotated, Any, Literal

import pydantic
from typing_extensions import TypedDict

from emulator.contract.names import key_of
from emulator.light.records import dataclass

Level = Literal["verified", "recorded", "documented", "client", "inferred"]
Part = Literal["request", "response", "errors"]
Type = Literal[
    "string",
    "id",
    "integer",
    "number",
    "decimal",
    "boolean",
    "datetime",
    "datetime_text",
    "object",
    "map",
    "any",
    "file",
]
Place = Literal["member", "path", "query", "header", "form"]
Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

EVIDENCE: tuple[Level, ...] = ("verified", "recorded", "documented", "client", "inferred")
PARTS: tuple[Part, ...] = ("request", "response", "errors")

# Nothing is converted: "true" is no boolean and 1.0 no whole number.
Flag = pydantic.StrictBool
Whole = pydantic.StrictInt

STRICT = pydantic.ConfigDict(extra="forbid")


def _check_reason(evidence: str | None, reason: str | None) -> None:
    if evidence == "inferred" and not reason:
        raise ValueError("inferred needs a reason")


@dataclass(frozen=True, slots=True)
class Field:
    """A member of a type, or a parameter: its wire name, its name in code (`key`), and what its value may be."""

    name: str
    type: Type = "string"
    place: Annotated[Place, pydantic.Field(alias="in", description="where a parameter stands")] = "member"
    list: Annotated[Flag, pydantic.Field(description="several values")] = False
    schema: Annotated[str | None, pydantic.Field(description="the type of an object")] = None
    item: Annotated[str | None, pydantic.Field(description="the XML element of each value of a list")] = None
    required: Flag = False
    read_only: Annotated[Flag, pydantic.Field(description="shown, and without effect in a request")] = False
    nullable: Annotated[Flag, pydantic.Field(description="may be null in an answer")] = False
    default: Any = None
    enum: Annotated[tuple[Any, ...] | None, pydantic.Field(description="the values there are")] = None
    min: float | None = None
    max: float | None = None
    max_length: Whole | None = None
    format: Annotated[str | None, pydantic.Field(description="a narrower form: uuid, date-time, int32 …")] = None
    aliases: Annotated[tuple[str, ...], pydantic.Field(description="other names that are read in its place")] = ()
    style: Annotated[str | None, pydantic.Field(description="csv: a list in one text; else the enum behind it")] = None
    example: Any = None
    evidence: Annotated[Level | None, pydantic.Field(description="only if it differs from what it is in")] = None
    reason: str | None = None
    note: str | None = None

    key: str = field(init=False, repr=False, compare=False)
    """The name in code."""

    def __post_init__(self) -> None:
        _check_reason(self.evidence, self.reason)
        object.__setattr__(self, "key", key_of(self.name))


@dataclass(frozen=True, slots=True)
class Schema:
    """A type: its members in wire order. `root` and `list_root` are its XML elements."""

    name: str
    fields: tuple[Field, ...]
    evidence: Level
    reason: str | None = None
    root: str | None = None
    list_root: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_reason(self.evidence, self.reason)


@dataclass(frozen=True, slots=True)
class RequestBody:
    """The body that an operation takes: of one of the media types, a document of a schema or a form."""

    media: tuple[str, ...]
    schema: str | None = None
    list: Annotated[Flag, pydantic.Field(description="an array of it")] = False
    root: Annotated[str | None, pydantic.Field(description="the XML root")] = None
    item: Annotated[str | None, pydantic.Field(description="the XML element of each entry of a list")] = None
    required: Annotated[tuple[str, ...], pydantic.Field(description="members that this operation needs")] = ()
    form: Annotated[tuple[Field, ...], pydantic.Field(description="the fields of a form, in place of a schema")] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """The success response of an operation. `also` lists statuses that a vendor's setting can use in place of `status`."""

    status: Whole
    media: tuple[str, ...] = ()
    schema: str | None = None
    list: Annotated[Flag, pydantic.Field(description="an array of it")] = False
    root: Annotated[str | None, pydantic.Field(description="the XML root")] = None
    item: Annotated[str | None, pydantic.Field(description="the XML element of each entry of a list")] = None
    empty: Annotated[Flag, pydantic.Field(description="no body")] = False
    type: Annotated[Literal["file"] | None, pydantic.Field(description="a file in place of a document")] = None
    also: tuple[Whole, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """An error that may come: `name` is the exception's, `text` its words with `{placeholders}`."""

    status: Whole
    evidence: Level
    name: Annotated[str | None, pydantic.Field(description="none: it is documented, and never comes here")] = None
    text: str | None = None
    code: Annotated[Whole | None, pydantic.Field(description="the number in the vendor's envelope")] = None
    schema: Annotated[str | None, pydantic.Field(description="its body, if not the vendor's error_schema")] = None
    media: Annotated[tuple[str, ...], pydantic.Field(description="if not the vendor's error_media")] = ()
    reason: str | None = None

    def __post_init__(self) -> None:
        _check_reason(self.evidence, self.reason)


class Auth(TypedDict, total=False):
    """Who may call: the accepted kinds of credentials and the permissions they need. Without kinds, everybody may."""

    kinds: tuple[str, ...]
    access: str
    minimum_level: str
    scopes: tuple[str, ...]
    permission: str
    any_of: tuple[str, ...]
    all_of: tuple[str, ...]
    evidence: Level
    reason: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `path` is below the vendor's base path, with `{parameters}`. `unserved` gives the reason if it is not served."""

    id: str
    resource: str  # not written: the name of the file
    method: Method
    path: str
    response: Response
    evidence: Mapping[Part, Level]
    reason: Annotated[Mapping[Part, str], pydantic.Field(description="for each inferred part")] = field(
        default_factory=dict
    )
    verified: Annotated[
        Mapping[Part, str], pydantic.Field(description="for each verified part, the day on which a user's run saw it")
    ] = field(default_factory=dict)
    unserved: str = ""
    deprecated: Flag = False
    auth: Auth = field(default_factory=lambda: Auth())
    parameters: tuple[Field, ...] = ()
    paging: str | None = None
    request: RequestBody | None = None
    errors: tuple[ErrorEntry, ...] = ()
    python_method: Annotated[str | None, pydantic.Field(description="its name in an official client")] = None
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for part in PARTS:
            if part not in self.evidence:
                raise ValueError(f"evidence for {part} is missing")
            _check_reason(self.evidence[part], self.reason.get(part))
        if idle := [part for part in self.reason if self.evidence[part] != "inferred"]:
            raise ValueError(f"a reason for {', '.join(idle)}, which is not inferred")
        if {part for part in PARTS if self.evidence[part] == "verified"} != set(self.verified):
            raise ValueError("verified must have a day for each part that is verified, and for no other")
        for day in self.verified.values():
            date.fromisoformat(day)
        _check_reason(self.auth.get("evidence"), self.auth.get("reason"))

    def error(self, name: str) -> ErrorEntry | None:
        """This operation's own words for a named error, if it has any."""
        return next((entry for entry in self.errors if entry.name == name and entry.text), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice made where the vendor's behaviour is not known: the subject, the choice and the reason."""

    about: str
    choice: str
    reason: str


@dataclass(frozen=True, slots=True)
class About:
    """vendor.json: what holds for all operations. `extra` is what only this vendor's code reads (access levels, enums …)."""

    vendor: str
    base_path: str
    case_insensitive: Annotated[Flag, pydantic.Field(description="paths and query names, in any case")]
    error_schema: Annotated[str, pydantic.Field(description="the body of an error")]
    error_media: Annotated[tuple[str, ...], pydantic.Field(description="what it comes in")]
    security: Annotated[
        Mapping[str, Mapping[str, Any]],
        pydantic.Field(description="OpenAPI security scheme of each kind of credentials"),
    ]
    response_headers: Annotated[Mapping[str, str], pydantic.Field(description="on every answer")] = field(
        default_factory=dict
    )
    common_parameters: Annotated[tuple[Field, ...], pydantic.Field(description="taken by every operation")] = ()
    paging_parameters: Annotated[
        Mapping[str, tuple[str, ...]],
        pydantic.Field(description="by way of paging, the parameters that code gets as one page"),
    ] = field(default_factory=dict)
    common_errors: Annotated[tuple[str, ...], pydantic.Field(description="may come from every operation")] = ()
    notes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


RECORDS: tuple[Any, ...] = (Auth, Field, Schema, RequestBody, Response, ErrorEntry, Operation, Decision, About)
for record in RECORDS:
    record.__pydantic_config__ = STRICT  # a key that the class does not have is refused


@dataclass(slots=True)
class Contract:
    """All that is known of a vendor's API."""

    vendor: str
    base_path: str
    case_insensitive: bool
    operations: dict[str, Operation]
    schemas: dict[str, Schema]
    errors: dict[str, ErrorEntry]
    common_errors: tuple[str, ...]
    common_parameters: tuple[Field, ...]
    paging_parameters: Mapping[str, tuple[str, ...]]
    response_headers: Mapping[str, str]
    error_schema: str = ""
    error_media: tuple[str, ...] = ()
    security: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    notes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def error(self, name: str, operation: Operation | None) -> ErrorEntry:
        """A named error in this operation's words, otherwise in the vendor's. Raises KeyError for an unknown name."""
        own = operation.error(name) if operation else None
        return own or self.errors[name]
