"""Reading the folder of a contract. One that does not fit the form is a defect of ours and stops the start, by file and entry."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from emulator.contract.model import About, Contract, Decision, ErrorEntry, Field, Operation, Schema

T = TypeVar("T")

OPERATIONS, SCHEMAS, ERRORS, DECISIONS, ABOUT = "operations", "schemas", "errors.json", "decisions.json", "vendor.json"


class Parts(TypedDict, total=False):
    """What the files of a contract hold. Read by one adapter, since what the parts have in common is then prepared once."""

    about: About
    operations: list[Operation]
    schemas: list[Schema]
    errors: list[ErrorEntry]
    decisions: list[Decision]


class ContractError(Exception):
    """A file of a contract is not of the form that docs/contract.md describes."""


def load_contract(folder: Path) -> Contract:
    """The contract that lies in this folder. Raises `ContractError`."""
    read = partial(_parts, TypeAdapter(Parts))  # not kept: it takes as much memory as a contract, which is read once
    about = read(folder / ABOUT, "about")["about"]
    operations: list[Operation] = []
    for path in _files(folder / OPERATIONS):
        operations += read(path, "operations", resource=path.stem)["operations"]
    schemas = [schema for path in _files(folder / SCHEMAS) for schema in read(path, "schemas")["schemas"]]
    errors = read(folder / ERRORS, "errors")["errors"]
    contract = Contract(
        vendor=about.vendor,
        base_path=about.base_path,
        case_insensitive=about.case_insensitive,
        error_schema=about.error_schema,
        error_media=about.error_media,
        security=about.security,
        operations=_by_name(folder, [(operation.id, operation) for operation in operations]),
        schemas=_by_name(folder, [(schema.name, schema) for schema in schemas]),
        errors=_by_name(folder, [(error.name or "", error) for error in errors]),
        decisions=tuple(read(folder / DECISIONS, "decisions")["decisions"]),
        common_errors=about.common_errors,
        common_parameters=about.common_parameters,
        paging_parameters=about.paging_parameters,
        response_headers=about.response_headers,
        notes=about.notes,
        extra=about.extra,
    )
    if dangling := next(_dangling(contract), None):
        raise ContractError(f"{folder}: {dangling}")
    return contract


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def _parts(reader: TypeAdapter[Parts], path: Path, part: str, **implied: str) -> Parts:
    """The part of a contract that a file holds. `implied` is what each entry has without saying it."""
    try:
        data = orjson.loads(path.read_bytes())
        for entry in data if implied else ():
            if found := implied.keys() & entry.keys():
                raise ContractError(f"{path}: {', '.join(found)} is the name of the file, no key")
            entry.update(implied)
        return reader.validate_python({part: data})
    except OSError as error:
        raise ContractError(f"{path}: {error.strerror}") from None
    except orjson.JSONDecodeError as error:
        raise ContractError(f"{path}: no JSON: {error}") from None
    except ValidationError as error:
        problems = [f"{_place(problem['loc'][1:], data)}: {problem['msg']}" for problem in error.errors()]
        raise ContractError(f"{path}: {'; '.join(problems[:5])}") from None


def _place(steps: tuple[int | str, ...], data: Any) -> str:
    """The location of a problem in a file: the path to it, with the names of named entries."""
    names = []
    for step in steps:
        data = data[step] if isinstance(data, list) and isinstance(step, int) else _member(data, step)
        named = (data.get("id") or data.get("name")) if isinstance(data, dict) and isinstance(step, int) else None
        names.append(str(named or step))
    return ".".join(names) or "the file"


def _member(data: Any, step: int | str) -> Any:
    return data.get(step) if isinstance(data, dict) else None


def _by_name(folder: Path, entries: list[tuple[str, T]]) -> dict[str, T]:
    found = dict(entries)
    if len(found) != len(entries):
        names = [name for name, _ in entries]
        raise ContractError(f"{folder}: {next(name for name in names if names.count(name) > 1)} stands there twice")
    return found


def _dangling(contract: Contract) -> Iterator[str]:
    """Names that a contract refers to but does not define."""
    for schema in contract.schemas.values():
        yield from _unknown_schemas(contract, schema.name, schema.fields)
    for name in contract.common_errors:
        if name not in contract.errors:
            yield f"common_errors names {name}, which {ERRORS} does not have"
    if contract.error_schema not in contract.schemas:
        yield f"error_schema is {contract.error_schema}, which is no schema"
    for operation in contract.operations.values():
        yield from _unknown_to(contract, operation)


def _unknown_schemas(contract: Contract, where: str, fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        if field.schema is not None and field.schema not in contract.schemas:
            yield f"{where}.{field.name} is a {field.schema}, which is no schema"


def _unknown_to(contract: Contract, operation: Operation) -> Iterator[str]:
    bodies = [operation.response.schema, operation.request.schema if operation.request else None]
    for name in (*bodies, *(error.schema for error in operation.errors)):
        if name is not None and name not in contract.schemas:
            yield f"{operation.id} has a {name}, which is no schema"
    for error in operation.errors:
        if error.name is not None and error.name not in contract.errors:
            yield f"{operation.id} has the error {error.name}, which {ERRORS} does not have"
    if operation.request is not None and operation.request.schema in contract.schemas:
        members = {field.name for field in contract.schemas[operation.request.schema].fields}
        for name in operation.request.required:
            if name not in members:
                yield f"{operation.id} requires {name}, which {operation.request.schema} does not have"
    for kind in operation.auth.get("kinds", ()):
        if kind not in contract.security:
            yield f"{operation.id} takes {kind}, which is not in the security of {ABOUT}"
    if operation.paging is not None and operation.paging not in contract.paging_parameters:
        yield f"{operation.id} has the paging {operation.paging}, which {ABOUT} does not have"
