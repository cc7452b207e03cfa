"""The form of an exported world: `world.json`, and the files of its courses below `files/`.

A row has the columns of its table as they are stored, so that what is imported is the same world; each stands in a line of its own.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

import orjson
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine

from emulator.jobs.set_clock import CENTURY
from emulator.sandbox.whole import Whole
from emulator.store.tables import HOLDS, METADATA, ONE_OF, to_microseconds

FORMAT = 1
DOCUMENT, FILES = "world.json", "files"
HERE = "http://this-sandbox.invalid"
"""Stands in texts for the address of the sandbox, wherever it is imported."""

MOST_INTEGER, LEAST_INTEGER = 2**63 - 1, -(2**63)
Count = Annotated[Whole, Field(ge=0)]

UNREADABLE = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
"""What the types of columns raise for a stored value that they cannot read."""

_DIALECT = sqlite.dialect()

Rows = dict[str, list[dict[str, Any]]]


class WorldRefusedError(Exception):
    """The data to import is not a world, or cannot be imported here; the words say why."""


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("is no date in UTC") from None


UtcMoment = Annotated[AwareDatetime, AfterValidator(_utc)]


class ExportedState(BaseModel):
    """A sandbox beside its rows: its clock, ids and settings, the vendors in use, and whether faults may happen."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    clock_offset: Annotated[float, Field(strict=True, ge=-100 * CENTURY, le=100 * CENTURY)] = 0.0
    clock_held_at: UtcMoment | None = None
    clock_scale: Annotated[float, Field(strict=True, gt=0, le=86_400)] = 1.0
    clock_since: UtcMoment | None = None
    ids_dealt: dict[str, Count] = {}
    ids_seed: Annotated[int, Field(ge=LEAST_INTEGER, le=MOST_INTEGER)] = 0
    settings: dict[str, Any] = {}
    prepared: list[str] = []
    faulty: bool = False


class Head(BaseModel):
    """What an exported world says of itself: the form, the version that wrote it, and how far its tables are (revisions by owner)."""

    model_config = ConfigDict(extra="forbid")

    lms_emulator_world: int
    emulator: str
    revisions: dict[str, str]
    sandbox: str
    journal: Count = 0
    state: ExportedState
    files: list[str] | None = None
    """What is below `files/`, so that one that got lost is missed; None in a world of a version that did not say."""


def write(head: Head, tables: dict[str, list[bytes]]) -> Iterator[bytes]:
    """The text of `world.json`; rows are the JSON of each row by table."""
    members = head.model_dump(mode="json", exclude={"files"})
    yield b"{\n"
    for name, value in members.items():
        yield b" %s: %s,\n" % (orjson.dumps(name), orjson.dumps(value))
    if head.files:
        yield b' "files": [\n  %s\n ],\n' % b",\n  ".join(orjson.dumps(name) for name in head.files)
    yield b' "tables": {'
    for index, (name, rows) in enumerate(tables.items()):
        yield b"%s\n  %s: [\n   " % (b"," if index else b"", orjson.dumps(name))
        yield b",\n   ".join(rows)
        yield b"\n  ]"
    yield b"\n }\n}\n"


def read(text: bytes, own_version: str) -> tuple[Head, Rows]:
    """The head and the rows of a `world.json`. Raises `WorldRefusedError`."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise WorldRefusedError(f"{DOCUMENT}: line {error.lineno}, column {error.colno}: {error.msg}") from None
    if not isinstance(found, dict) or not isinstance(found.get("lms_emulator_world"), int):
        raise WorldRefusedError("this is no exported world (a seed document is loaded by `lms-emulator seed`)")
    if found["lms_emulator_world"] > FORMAT:
        by = found.get("emulator", "another version")
        raise WorldRefusedError(
            f"the world was exported by lms-emulator {by}, which is newer than this one, {own_version}"
        )
    tables = found.pop("tables", None)
    try:
        head = Head.model_validate(found)
    except ValidationError as error:
        problem = error.errors()[0]
        raise WorldRefusedError(f"{'.'.join(map(str, problem['loc']))}: {problem['msg'][:200]}") from None
    if not isinstance(tables, dict) or not all(
        isinstance(rows, list) and all(isinstance(row, dict) for row in rows) for rows in tables.values()
    ):
        raise WorldRefusedError("tables: must be lists of rows by the names of tables")
    return head, tables


def shown(table: str, column: str, value: Any) -> Any:
    """A stored value as it is exported."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return bool(value) if value is not None and isinstance(_kind(table, column), Boolean) else value


def stored(table: str, column: str, value: Any, where: str) -> Any:
    """An exported value as it is stored. Raises `WorldRefusedError` for one that the column cannot have."""
    described = METADATA.tables[table].c[column]
    if value is None:
        if not described.nullable:
            raise WorldRefusedError(f"{where}.{column}: must not be null")
        return None
    try:
        found = _read(_kind(table, column), value)
        _check(described, _reading(table, column), found)
    except UNREADABLE:
        shown = str(value) if isinstance(value, str | bytes) else repr(value)
        raise WorldRefusedError(f"{where}.{column}: {shown[:60]!r} is no value of this column") from None
    return found


def _read(kind: TypeEngine[Any], value: Any) -> Any:
    if isinstance(kind, LargeBinary):
        return b64decode(value, validate=True)
    if isinstance(kind, Boolean):
        if value not in (True, False):  # 1 and 0 are what an older version has
            raise ValueError
        return bool(value)
    if isinstance(kind, Float):
        return float(_number(value))
    if isinstance(kind, Integer):
        found = int(_number(value))
        if found != value or not LEAST_INTEGER <= found <= MOST_INTEGER:
            raise ValueError
        return found
    if not isinstance(value, str):
        raise TypeError
    return value


def _check(described: Column[Any], reading: Callable[[Any], Any] | None, value: Any) -> None:
    """Raises one of `UNREADABLE` for a value that the emulator could not read back, or that the column does not list."""
    read = value if reading is None else reading(value)
    if isinstance(read, datetime) and to_microseconds(read) != value:
        raise ValueError
    holds = described.info.get(HOLDS)
    if holds in (dict, list) and not isinstance(read, holds):
        raise TypeError
    if holds is Decimal and not Decimal(read).is_finite():
        raise ValueError
    if ONE_OF in described.info and value not in described.info[ONE_OF]:
        raise ValueError


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return value


@cache
def _reading(table: str, column: str) -> Callable[[Any], Any] | None:
    """How the store reads a value of a column whose type is one of the emulator's own; None for the others."""
    described = METADATA.tables[table].c[column].type
    if not isinstance(described, TypeDecorator):
        return None
    return described.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


@cache
def _kind(table: str, column: str) -> TypeEngine[Any]:
    """The type of the column as the database has it."""
    described: Any = METADATA.tables[table].c[column].type
    return described.impl_instance if isinstance(described, TypeDecorator) else described
