"""Reading contract.json into the model. A contract that does not fit the form is a defect of ours and stops the start."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from emulator.contract.model import Contract, ErrorEntry, Field, Operation, Request, Response, Schema

_KNOWN = {
    "vendor",
    "base_path",
    "case_insensitive",
    "operations",
    "schemas",
    "errors",
    "common_errors",
    "common_parameters",
    "paging_parameters",
    "response_headers",
}


def load_contract(path: Path) -> Contract:
    """The contract of the vendor whose contract.json this is."""
    data = orjson.loads(path.read_bytes())
    return Contract(
        vendor=data["vendor"],
        base_path=data["base_path"],
        case_insensitive=data["case_insensitive"],
        operations={entry["id"]: _operation(entry) for entry in data["operations"]},
        schemas={name: _schema(name, entry) for name, entry in data["schemas"].items()},
        errors={name: _error(entry, name) for name, entry in data["errors"].items()},
        common_errors=tuple(data["common_errors"]),
        common_parameters=tuple(_field(entry) for entry in data["common_parameters"]),
        paging_parameters={kind: tuple(names) for kind, names in data["paging_parameters"].items()},
        response_headers=data["response_headers"],
        extra={key: value for key, value in data.items() if key not in _KNOWN},
    )


def _field(entry: Mapping[str, Any]) -> Field:
    enum = entry.get("enum")
    return Field(
        name=entry["name"],
        type=entry["type"],
        list=entry.get("list", False),
        schema=entry.get("schema"),
        item=entry.get("item"),
        required=entry.get("required", False),
        read_only=entry.get("read_only", False),
        nullable=entry.get("nullable", False),
        default=entry.get("default"),
        enum=tuple(enum) if enum else None,
        min=entry.get("min"),
        max=entry.get("max"),
        max_length=entry.get("max_length"),
        format=entry.get("format"),
        style=entry.get("style"),
        place=entry.get("in", "member"),
    )


def _schema(name: str, entry: Mapping[str, Any]) -> Schema:
    return Schema(
        name=name,
        fields=tuple(_field(field) for field in entry["fields"]),
        root=entry.get("root"),
        list_root=entry.get("list_root"),
        evidence=entry["evidence"],
    )


def _error(entry: Mapping[str, Any], name: str | None = None) -> ErrorEntry:
    return ErrorEntry(
        status=entry["status"],
        name=name or entry.get("name"),
        text=entry.get("text"),
        code=entry.get("code"),
        evidence=entry.get("evidence", "inferred"),
        reason=entry.get("reason"),
    )


def _request(entry: Mapping[str, Any] | None) -> Request | None:
    if entry is None:
        return None
    return Request(
        media=tuple(entry["media"]),
        schema=entry.get("schema"),
        list=entry.get("list", False),
        root=entry.get("root"),
        item=entry.get("item"),
        form=tuple(_field(field) for field in entry.get("form", ())),
    )


def _response(responses: Mapping[str, Mapping[str, Any]]) -> Response:
    ((status, entry),) = responses.items()
    return Response(
        status=int(status),
        media=tuple(entry.get("media", ())),
        schema=entry.get("schema"),
        list=entry.get("list", False),
        root=entry.get("root"),
        item=entry.get("item"),
        empty=entry.get("empty", False),
        type=entry.get("type"),
        also=tuple(entry.get("also", ())),
    )


def _operation(entry: Mapping[str, Any]) -> Operation:
    return Operation(
        id=entry["id"],
        resource=entry["resource"],
        method=entry["method"],
        path=entry["path"],
        parameters=tuple(_field(parameter) for parameter in entry["parameters"]),
        request=_request(entry.get("request")),
        response=_response(entry["responses"]),
        errors=tuple(_error(error) for error in entry["errors"]),
        auth=entry.get("auth", {}),
        paging=entry.get("paging"),
        evidence=entry["evidence"],
        python_method=entry.get("python_method"),
        reason=entry.get("evidence_reason", ""),
    )
