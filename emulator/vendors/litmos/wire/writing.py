r"""Write Litmos responses: one writer for all entities, by the field order and types of the contract, in XML and JSON.

Recorded: members are never left out; JSON is compact with `/` written as `\/`; XML has no declaration, no white space, one xmlns:i on
the root, `i:nil` for null and `<Name/>` for empty text.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

import orjson

from emulator.contract.model import Contract, Field, Response
from emulator.contract.moments import to_the_second
from emulator.light.xml_text import escape
from emulator.store.tables import to_microseconds

XMLNS = ' xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
XML = "application/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"

JsonPlan = tuple[list[str], list[str], list[tuple[str, Callable[[Any], Any]]]]
"""The keys of the members, their wire names, and the conversions of those that need one, by wire name."""
XmlPlan = list[tuple[str, str, str, str, str, Callable[[Any], str]]]


class Form(NamedTuple):
    """The sandbox's settings for responses: the offset within dates in JSON (None: they are ISO), and the year whose members are
    written (None: today's).
    """

    wcf_offset: str | None = None
    year: str | None = None


TODAY = Form()
_IN_QUOTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


class LitmosWriter:
    """Compiles each schema once into (key, wire name, conversion) and writes rows by it."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._json_plans: dict[tuple[str, Form], JsonPlan] = {}
        self._xml_plans: dict[tuple[str, Form], XmlPlan] = {}

    def json(self, response: Response, value: Any, form: Form = TODAY) -> bytes:
        """The answer as JSON: a bare array or a bare object."""
        assert response.schema is not None
        plan = self._json_plan(response.schema, form)
        data = [_object(plan, row) for row in value] if response.list else _object(plan, value)
        return orjson.dumps(data).replace(b"/", b"\\/")

    def xml(self, response: Response, value: Any, form: Form = TODAY) -> bytes:
        """The answer as XML."""
        assert response.schema is not None
        plan, root = self._xml_plan(response.schema, form), response.root
        if response.schema == "CustomFieldParameter":
            inner = "".join(
                f"<{response.item} fieldname={_attribute(row['fieldname'])}>{escape(row['value'])}</{response.item}>"
                for row in value
            )
        elif response.list:
            inner = "".join(f"<{response.item}>{_elements(plan, row)}</{response.item}>" for row in value)
        else:
            inner = _elements(plan, value)
        return (f"<{root}{XMLNS}>{inner}</{root}>" if inner else f"<{root}{XMLNS}/>").encode()

    def _fields(self, schema: str, form: Form) -> tuple[Field, ...]:
        """The members of a type; recordings of 2016 and 2017 have fewer, and members added later are at the end."""
        fields = self.contract.schemas[schema].fields
        last = self.contract.extra["last_members"].get(form.year, {}).get(schema)
        if last is None:
            return fields
        return fields[: 1 + next(at for at, field in enumerate(fields) if field.name == last)]

    def _json_plan(self, schema: str, form: Form) -> JsonPlan:
        plan = self._json_plans.get((schema, form))
        if plan is None:
            plan = self._json_plans[schema, form] = ([], [], [])  # before its members: one may be of its own type
            for field in self._fields(schema, form):
                plan[0].append(field.key)
                plan[1].append(field.name)
                convert = self._to_json(field, form)
                if convert is not None:
                    plan[2].append((field.name, convert))
        return plan

    def _xml_plan(self, schema: str, form: Form) -> XmlPlan:
        plan = self._xml_plans.get((schema, form))
        if plan is None:
            plan = self._xml_plans[schema, form] = []
            plan += [
                (
                    f.key,
                    f"<{f.name}>",
                    f"</{f.name}>",
                    f"<{f.name}/>",
                    f'<{f.name} i:nil="true"/>',
                    self._to_xml(f, form),
                )
                for f in self._fields(schema, form)
            ]
        return plan

    def _to_json(self, field: Field, form: Form) -> Callable[[Any], Any] | None:
        if field.schema is not None:
            plan = self._json_plan(field.schema, form)
            if field.list:
                return lambda rows: [_object(plan, row) for row in rows]
            return lambda row: _object(plan, row)
        if field.type == "datetime" and form.wcf_offset is not None:
            return partial(_datetime_wcf, offset=form.wcf_offset)
        return _to_json(field)

    def _to_xml(self, field: Field, form: Form) -> Callable[[Any], str]:
        if field.schema is not None:
            plan, item = self._xml_plan(field.schema, form), field.item
            if field.list:
                return lambda rows: "".join(f"<{item}>{_elements(plan, row)}</{item}>" for row in rows)
            return lambda row: _elements(plan, row)
        if field.list:
            item = field.item or "string"  # how a DataContract names the items of a list of texts
            return lambda values: "".join(f"<{item}>{escape(value)}</{item}>" for value in values)
        return _to_xml(field)


def error_json(text: str) -> bytes:
    """Recorded: one member, `Detail`."""
    return orjson.dumps({"Detail": text}).replace(b"/", b"\\/")


def error_xml(text: str) -> bytes:
    """Inferred: no XML error was recorded; clients show the raw body."""
    return f"<Error{XMLNS}><Detail>{escape(text)}</Detail></Error>".encode()


def _elements(plan: XmlPlan, row: Mapping[str, Any]) -> str:
    parts = []
    get = row.get
    for key, start, end, empty, nil, convert in plan:
        value = get(key)
        if value is None:
            parts.append(nil)
        elif value == "" or value == []:
            parts.append(empty)
        else:
            parts.append(f"{start}{convert(value)}{end}")
    return "".join(parts)


def _object(plan: JsonPlan, row: Mapping[str, Any]) -> dict[str, Any]:
    keys, names, converted = plan
    found = dict(zip(names, map(row.get, keys), strict=True))
    for name, convert in converted:
        value = found[name]
        if value is not None and value != "":
            found[name] = convert(value)
    return found


def _to_json(field: Field) -> Callable[[Any], Any] | None:
    match field.type:
        case "boolean":
            return bool
        case "decimal":
            return lambda value: orjson.Fragment(str(value).encode())
        case "datetime":
            # Documented on the vendor's page ("JSON is returned as a JSON string"); clients have seen /Date(ms)/ for some members.
            return to_the_second
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


def _datetime_wcf(value: datetime, offset: str) -> str:
    """Milliseconds since 1970 in UTC and an offset, as a WCF service writes a DateTime; the slashes are escaped with all others."""
    return f"/Date({to_microseconds(value) // 1000}{offset})/"


def _datetime_text(value: datetime) -> str:
    """Recorded: text members are ISO to the second with Z, in JSON too."""
    return to_the_second(value) + "Z"


def _datetime_xml(value: datetime) -> str:
    fraction = f".{value.microsecond:06d}".rstrip("0").rstrip(".") if value.microsecond else ""
    return to_the_second(value) + fraction


def _attribute(text: str) -> str:
    """A value in quotes. Line breaks and tabs are written as references, since a reader of XML would make blanks of them."""
    return f'"{escape(text).translate(_IN_QUOTES)}"'
