"""Reading Litmos requests: XML by the WCF order rule, JSON with the vendor's looser types."""

import codecs
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from emulator.contract.ignored import Ignored
from emulator.contract.model import Contract, Field, Operation, RequestBody, Schema
from emulator.contract.names import key_of
from emulator.contract.reading import InputProblem, InputReader
from emulator.courseware.package.xml import XmlRefused, parse_xml
from emulator.http import Request
from emulator.imports import need
from emulator.store import json_text
from emulator.store.tables import from_microseconds
from emulator.vendors.errors import InternalError, UnsupportedMediaType
from emulator.vendors.litmos.wire.custom_field_body import from_json, from_xml

if TYPE_CHECKING:
    from lxml import etree

XML_LIBRARY = "lxml.etree"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
XML_TYPES = ("text/xml", "application/xml")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WCF_DATE = "wcf-json-date"
JSON_DATE = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")


class LitmosReader(InputReader):
    """The dialect: null is a value, booleans may be 1 and 0, dates may be /Date(ms)/, numbers may stand for text."""

    null_is_absent = False

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        self._dates = {
            schema.name: [field.name for field in schema.fields if field.format == WCF_DATE]
            for schema in contract.schemas.values()
        }

    def string(self, value: Any, where: str) -> str:
        if not isinstance(value, str):
            value = _text_of(value)
        text = super().string(value, where)
        if CONTROLS.search(text):
            # Inferred: XML cannot hold them, so an answer in XML could not be read.
            raise InputProblem(where, "has a control character")
        return text

    def boolean(self, value: Any, where: str) -> bool:
        if isinstance(value, int) and not isinstance(value, bool) and value in (0, 1):
            return value == 1
        if isinstance(value, str) and value.strip() in ("0", "1"):
            return value.strip() == "1"
        return super().boolean(value, where)

    def datetime(self, value: Any, where: str) -> datetime:
        found = JSON_DATE.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            return super().datetime(value, where)
        try:
            return from_microseconds(int(found.group(1)) * 1000).astimezone(UTC)
        except OverflowError:
            raise InputProblem(where, "is out of range") from None

    def body(self, request: Request, operation: Operation, found: Ignored) -> Any:
        """The body of an operation. A member that the operation needs (`required` of its request) must be there and not be empty."""
        body = self._body(request, operation, found)
        assert operation.request is not None
        for document in body if isinstance(body, list) else [body]:
            for name in operation.request.required:
                if document.get(key_of(name)) in (None, "", []):
                    raise InputProblem(f"body.{name}", "is required")
        return body

    def _body(self, request: Request, operation: Operation, found: Ignored) -> Any:
        expected = operation.request
        assert expected is not None
        assert expected.schema is not None
        schema, text = self.contract.schemas[expected.schema], without_mark(request.body)
        if expected.schema == "CustomFieldParameter":
            return self.documents(schema, from_xml(text, found) if _is_xml(request) else from_json(text, found))
        if _is_xml(request):
            where, data = self._from_xml(text, expected, schema, found)
        else:
            where, data = "body", self._from_json(text, expected, schema, found)
        self.find_ignored(schema, data, found, makes=operation.method == "POST")
        return self.documents(schema, data, where) if expected.list else self.document(schema, data, where)

    def _from_json(self, text: bytes, expected: RequestBody, schema: Schema, found: Ignored) -> Any:
        try:
            data = json_text.read_whole(text)
        except orjson.JSONDecodeError as error:
            raise InputProblem("body", f"is not JSON: {error}") from None
        if expected.list:
            return _unwrapped(data, expected, found)
        self._refuse_other_dates(schema, data)
        return data

    def _refuse_other_dates(self, schema: Schema, data: Any) -> None:
        """Recorded: a date in JSON that is not /Date(ms)/ brings the vendor down, in the one call where it was tried."""
        for name in self._dates[schema.name] if isinstance(data, dict) else ():
            text = data.get(name)
            if isinstance(text, str) and text and not JSON_DATE.fullmatch(text.strip()):
                raise InternalError(
                    f"recorded of the vendor: {name} in JSON must be /Date(milliseconds)/, else it answers this page; "
                    "in XML it takes ISO 8601"
                )

    def member(self, field: Any, value: Any, where: str) -> Any:
        # WCF leaves what is no text as it is when it is empty: <LastLogin/> and "" are "not given" (recorded requests send them).
        if value == "" and field.type not in ("string", "id"):
            return None
        if value is None and field.required:
            raise InputProblem(where, "is required")
        return super().member(field, value, where)

    def _from_xml(self, body: bytes, expected: RequestBody, schema: Schema, found: Ignored) -> tuple[str, Any]:
        """(the name of the root, the document or the list of documents in it)."""
        try:
            root = parse_xml(body)
        except XmlRefused as error:
            raise InputProblem("body", str(error)) from None
        if root.tag != expected.root:
            raise InputProblem("body", f"the root is {root.tag}, not {expected.root}")
        if expected.list:
            return str(root.tag), self._items(root, expected.item, schema, found, "")
        return str(root.tag), self._members(root, schema, found, "")

    def _items(
        self, parent: "etree._Element", name: str | None, schema: Schema, found: Ignored, where: str
    ) -> list[dict[str, Any]]:
        items = []
        for element in parent.iterchildren("*"):
            if element.tag == name:
                items.append(self._members(element, schema, found, where))
            else:
                found.unknown(str(element.tag), (name or "",), where)
        return items

    def _members(self, element: "etree._Element", schema: Schema, found: Ignored, where: str) -> dict[str, Any]:
        """A DataContract is read in its order: a member that comes too late is ignored without an error."""
        fields = self.members(schema)
        order = {field.name: position for position, field in enumerate(schema.fields)}
        reached, members = -1, {}
        for child in element.iterchildren("*"):
            name = str(child.tag)
            field = fields.get(name)
            if field is None:
                self.unknown(schema, name, found, where)
            elif order[field.name] < reached or name in members:
                found.late(f"{where}{name}")
            else:
                reached = order[field.name]
                members[name] = self._content(child, field, found, f"{where}{name}.")
        return members

    def _content(self, element: "etree._Element", field: Field, found: Ignored, where: str) -> Any:
        if element.get(NIL) in ("true", "1"):
            return None
        if field.schema is None:
            for child in element.iterchildren("*"):
                found.unknown(str(child.tag), (), where)
            return element.text or ""
        inner = self.contract.schemas[field.schema]
        if field.list:
            return self._items(element, field.item, inner, found, where)
        return self._members(element, inner, found, where)


def _text_of(value: Any) -> Any:
    """The text that a number, or true or false, stands for; other values as they are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def named_id(request: Request) -> str | None:
    """The Id in the body of an operation that needs no body; None without one."""
    text = without_mark(request.body)
    try:
        if _is_xml(request):
            return parse_xml(text).findtext("Id")
        data = json_text.read_whole(text)
    except (XmlRefused, orjson.JSONDecodeError, UnsupportedMediaType):
        return None
    named = data.get("Id") if isinstance(data, dict) else None
    return named if isinstance(named, str) else None


def _is_xml(request: Request) -> bool:
    media = request.media_type()
    if media and media not in (*XML_TYPES, "application/json", "text/json"):
        raise UnsupportedMediaType(f"Content-Type {media} is neither XML nor JSON")
    is_xml = media in XML_TYPES if media else without_mark(request.body).lstrip()[:1] == b"<"
    if is_xml:
        need(XML_LIBRARY)
    return is_xml


def without_mark(body: bytes) -> bytes:
    """A body without the byte order mark that .NET and PowerShell put before UTF-8 (inferred: the vendor's framework skips it)."""
    return body.removeprefix(codecs.BOM_UTF8)


def _unwrapped(data: Any, expected: RequestBody, found: Ignored) -> Any:
    """The list in a JSON body. Lists are bare arrays, but the vendor's eLearning page wraps them in root and item, {"Modules": {"Module":
    {…} or […]}}, and its API description in the item alone: {"Course": […]}."""
    wrapped = False
    for name in (expected.root, expected.item):
        if name is not None and isinstance(data, dict) and name in data:
            for other in data.keys() - {name}:
                found.unknown(other, (name,))
            data, wrapped = data[name], True
    return [data] if wrapped and isinstance(data, dict) else data
