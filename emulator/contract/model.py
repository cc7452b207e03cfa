"""The contract of a vendor in memory: what contract.json says, as typed records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.contract.names import key_of

EVIDENCE = ("verified", "recorded", "documented", "client", "inferred")


@dataclass(frozen=True, slots=True)
class Field:
    """A member of a type: its wire name, its name in code (`key`), and what its value may be."""

    name: str
    type: str = "string"
    list: bool = False
    schema: str | None = None
    item: str | None = None
    required: bool = False
    read_only: bool = False
    nullable: bool = False
    default: Any = None
    enum: tuple[Any, ...] | None = None
    min: float | None = None
    max: float | None = None
    max_length: int | None = None
    format: str | None = None
    style: str | None = None
    place: str = "member"  # member, path, query, header or form

    @property
    def key(self) -> str:
        """The name in code."""
        return key_of(self.name)


@dataclass(frozen=True, slots=True)
class Schema:
    """A type: its members in wire order. `root` and `list_root` are its XML elements."""

    name: str
    fields: tuple[Field, ...]
    root: str | None = None
    list_root: str | None = None
    evidence: str = "inferred"


@dataclass(frozen=True, slots=True)
class Request:
    """The body that an operation takes: of one of the media types, a document of a schema or a form."""

    media: tuple[str, ...]
    schema: str | None = None
    list: bool = False
    root: str | None = None
    item: str | None = None
    form: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """The one success answer of an operation. `also` are statuses that a setting of the vendor may put in place of `status`."""

    status: int
    media: tuple[str, ...] = ()
    schema: str | None = None
    list: bool = False
    root: str | None = None
    item: str | None = None
    empty: bool = False
    type: str | None = None
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """An error that may come: `name` is the exception's, `text` its words with `{placeholders}`."""

    status: int
    name: str | None = None
    text: str | None = None
    code: int | None = None
    evidence: str = "inferred"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `path` is below the vendor's base path, with `{parameters}`. `reason` is why its evidence is no better than it is."""

    id: str
    resource: str
    method: str
    path: str
    parameters: tuple[Field, ...]
    request: Request | None
    response: Response
    errors: tuple[ErrorEntry, ...]
    auth: Mapping[str, Any]
    paging: str | None
    evidence: Mapping[str, str]
    python_method: str | None = None
    reason: str = ""

    def error(self, name: str) -> ErrorEntry | None:
        """This operation's own words for a named error, if it has any."""
        return next((entry for entry in self.errors if entry.name == name and entry.text), None)


@dataclass(slots=True)
class Contract:
    """All that is known of a vendor's API. `extra` holds what only this vendor has (access levels, error codes …)."""

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
    extra: Mapping[str, Any] = field(default_factory=dict)

    def error(self, name: str, operation: Operation | None) -> ErrorEntry:
        """A named error as this operation words it, else as the vendor does everywhere. KeyError if it has no such name."""
        own = operation.error(name) if operation else None
        return own or self.errors[name]
