"""Writing Litmos answers: one writer for all entities and what they hold, by the field order and types of the contract, in XML and JSON.

Recorded: members are never left out; JSON is compact with `/` written as `\\/`; XML has no declaration, no white space, one xmlns:i on
the root, `i:nil` for null and `<Name/>` for empty text.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import orjson

from emulator.contract.model import Contract, Field, Response

XMLNS = ' xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
XML = "application/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"

Row = Mapping[str, Any]


class LitmosWriter:
    """Compiles each schema once into (key, wire name, conversion) and writes rows by it."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._json_plans: dict[str, list[tuple[str, str, Callable[[Any], Any] | None]]] = {}
        self._xml_plans: dict[str, list[tuple[str, str, str, str, str, Callable[[Any], str]]]] = {}

    def json(self, response: Response, value: Any) -> bytes:
        """The answer as JSON: a bare array or a bare object."""
        assert response.schema is not None
        plan = self._json_plan(response.schema)
        data = [_object(plan, row) for row in value] if response.list else _object(plan, value)
        return orjson.dumps(data).replace(b"/", b"\\/")

    def xml(self, response: Response, value: Any) -> bytes:
        """The answer as XML."""
        assert response.schema is not None
        root, inner = response.root, ""
        if response.list:
            inner = "".join(
                f"<{response.item}>{self._members(response.schema, row)}</{response.item}>" for row in value
            )
        else:
            inner = self._members(response.schema, value)
        return (f"<{root}{XMLNS}>{inner}</{root}>" if inner else f"<{root}{XMLNS}/>").encode()

    def _members(self, schema: str, row: Row) -> str:
        parts = []
        for key, start, end, empty, nil, convert in self._xml_plan(schema):
            value = row.get(key)
            if value is None:
                parts.append(nil)
            elif value == "" or value == []:
                parts.append(empty)
            else:
                parts.append(f"{start}{convert(value)}{end}")
        return "".join(parts)

    def _json_plan(self, schema: str) -> list[tuple[str, str, Callable[[Any], Any] | None]]:
        plan = self._json_plans.get(schema)
        if plan is None:
            fields = self.contract.schemas[schema].fields
            plan = self._json_plans[schema] = [(f.key, f.name, self._json_conversion(f)) for f in fields]
        return plan

    def _json_conversion(self, field: Field) -> Callable[[Any], Any] | None:
        if field.schema is None:
            return list if field.list else _to_json(field)
        nested = self._json_plan(field.schema)
        if field.list:
            return lambda rows: [_object(nested, row) for row in rows]
        return lambda row: _object(nested, row)

    def _xml_plan(self, schema: str) -> list[tuple[str, str, str, str, str, Callable[[Any], str]]]:
        plan = self._xml_plans.get(schema)
        if plan is None:
            fields = self.contract.schemas[schema].fields
            plan = self._xml_plans[schema] = [
                (
                    f.key,
                    f"<{f.name}>",
                    f"</{f.name}>",
                    f"<{f.name}/>",
                    f'<{f.name} i:nil="true"/>',
                    self._xml_conversion(f),
                )
                for f in fields
            ]
        return plan

    def _xml_conversion(self, field: Field) -> Callable[[Any], str]:
        schema, item = field.schema, field.item
        if schema is None:
            single = _to_xml(field)
            return (lambda values: "".join(f"<{item}>{single(v)}</{item}>" for v in values)) if field.list else single
        if field.list:
            return lambda rows: "".join(f"<{item}>{self._members(schema, row)}</{item}>" for row in rows)
        return lambda row: self._members(schema, row)


def error_json(text: str) -> bytes:
    """Recorded: one member, `Detail`."""
    return orjson.dumps({"Detail": text}).replace(b"/", b"\\/")


def error_xml(text: str) -> bytes:
    """Inferred: no XML error was recorded; clients show the raw body."""
    return f"<Error{XMLNS}><Detail>{escape(text)}</Detail></Error>".encode()


def _object(plan: list[tuple[str, str, Callable[[Any], Any] | None]], row: Row) -> dict[str, Any]:
    get = row.get
    return {
        name: (convert(value) if convert is not None and value is not None and value != "" else value)
        for key, name, convert in plan
        for value in (get(key),)
    }


def _to_json(field: Field) -> Callable[[Any], Any] | None:
    match field.type:
        case "boolean":
            return bool
        case "decimal":
            return lambda value: orjson.Fragment(str(value).encode())
        case "datetime":
            # Documented on the vendor's page ("JSON is returned as a JSON string"); clients have seen /Date(ms)/ for some members.
            return lambda value: value.strftime("%Y-%m-%dT%H:%M:%S")
        case "datetime_text":
            return _datetime_text
    return None


def _to_xml(field: Field) -> Callable[[Any], str]:
    match field.type:
        case "boolean":
            return lambda value: "true" if value else "false"
        case "integer" | "decimal":
            return str
        case "datetime":
            return _datetime_xml
        case "datetime_text":
            return _datetime_text
    return escape


def _datetime_text(value: datetime) -> str:
    """Recorded: text members are ISO to the second with Z, in JSON too."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def _datetime_xml(value: datetime) -> str:
    fraction = f".{value.microsecond:06d}".rstrip("0").rstrip(".") if value.microsecond else ""
    return value.strftime("%Y-%m-%dT%H:%M:%S") + fraction
