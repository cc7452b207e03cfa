"""Reading requests of NexPort Campus: JSON, or a form with which a token is requested."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import orjson

from emulator.contract.ignored import Ignored
from emulator.contract.model import Contract, Field, Operation
from emulator.contract.reading import InputProblem, InputReader
from emulator.http import Request
from emulator.store import json_text
from emulator.vendors.errors import UnsupportedMediaType
from emulator.vendors.nexport.errors import MalformedRequest

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
LARGEST_INT32 = 2**31 - 1
FORM = "application/x-www-form-urlencoded"
TOKEN_REQUEST = "AuthenticationTokenRequest"  # noqa: S105 - the name of a schema
MOST_FORM_FIELDS = 100


class NexportReader(InputReader):
    """The dialect: null means "not passed", and the formats of the OpenAPI document (uuid, date-time, int32) are checked."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(contract)
        self._formats: dict[str | None, Callable[[Any, str], Any]] = {
            "uuid": self.uuid,
            "date-time": self.datetime,
            "int32": self.int32,
        }

    def value(self, field: Field, value: Any, where: str) -> Any:
        """Inferred: an enum is a number; its name is read as well, as the vendor's framework does."""
        names = self.contract.extra["enums"].get(field.style, ()) if field.style else ()
        if isinstance(value, str) and value in names:
            value = names.index(value)
        read = super().value(field, value, where)
        check = self._formats.get(field.format)
        return check(read, where) if check else read

    def member(self, field: Field, value: Any, where: str) -> Any:
        """Inferred: a required text must not be empty, the rule of the vendor's framework."""
        if field.required and value == "":
            raise InputProblem(where, "is required")
        return super().member(field, value, where)

    def uuid(self, value: str, where: str) -> str:
        """A UUID with hyphens in either case; lower case in code."""
        if not UUID.fullmatch(value):
            raise InputProblem(where, "must be a UUID")
        return value.lower()

    def int32(self, value: int, where: str) -> int:
        """A whole number of 32 bits."""
        if not -LARGEST_INT32 - 1 <= value <= LARGEST_INT32:
            raise InputProblem(where, "must be a whole number of 32 bits")
        return value

    def body(self, request: Request, operation: Operation, found: Ignored, *, takes_forms: bool) -> dict[str, Any]:
        """The body of an operation by key; with `takes_forms` it may be the form with which a token is requested."""
        expected = operation.request
        assert expected is not None
        assert expected.schema is not None
        schema = self.contract.schemas[expected.schema]
        media = request.media_type()
        if takes_forms and media == FORM and schema.name == TOKEN_REQUEST:
            data = _form(request.body)
        elif media in expected.media or _is_json(media) or not (media or request.body):
            data = _json(request.body)
        else:
            also = (
                "; the setting nexport_form_tokens takes forms"
                if schema.name == TOKEN_REQUEST and media == FORM
                else ""
            )
            raise UnsupportedMediaType(
                f"send the body as application/json, not {media or 'without a Content-Type'}{also}"
            )
        self.find_ignored(schema, data, found, makes=operation.method == "POST")
        return self.document(schema, data)


def _is_json(media: str) -> bool:
    """Inferred: the media types that the vendor's framework (ASP.NET Core) reads as JSON."""
    return media == "text/json" or (media.startswith("application/") and media.endswith("+json"))


def _form(body: bytes) -> dict[str, str]:
    """The fields of a form; an empty field counts as not sent."""
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=MOST_FORM_FIELDS))
    except ValueError:
        raise MalformedRequest(why="The body is not a valid form.") from None


def _json(body: bytes) -> Any:
    if not body.strip():
        raise InputProblem("body", "is required")
    try:
        return json_text.read_whole(body)
    except orjson.JSONDecodeError as error:
        raise MalformedRequest(why=f"The body is not valid JSON: {error}.") from None
