"""Reading SCORM Cloud requests: JSON, one form, and uploads."""

from typing import Any
from urllib.parse import parse_qs

import orjson

from emulator.contract.ignored import Ignored
from emulator.contract.model import Field, Operation
from emulator.contract.reading import InputProblem, InputReader
from emulator.http import Request
from emulator.store import json_text
from emulator.vendors.errors import UnsupportedMediaType

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


class ScormCloudReader(InputReader):
    """Reads input like the service: booleans in any case (a client sends True), dates with and without fraction and zone.

    Inferred, since the service is written in Java and reads JSON with Jackson: a number or boolean is accepted as a text, and enum values
    in any case.
    """

    enums_in_any_case = True

    def string(self, value: Any, where: str) -> str:
        """A text; a number or a boolean becomes text."""
        return super().string(_as_text(value), where)

    def body(self, request: Request, operation: Operation, found: Ignored) -> dict[str, Any]:
        """The body of an operation by key."""
        expected = operation.request
        assert expected is not None
        if expected.schema is not None:
            schema = self.contract.schemas[expected.schema]
            data = _json(request)
            self.find_ignored(schema, data, found, makes=operation.method == "POST")
            return self.document(schema, data)
        return self._form(request, operation, found)

    def item(self, field: Field, value: Any, where: str) -> Any:
        """An empty text counts as null where the contract says so: `expirationDate` (documented by the client)."""
        if value == "" and field.nullable and field.type == "datetime":
            return None
        return super().item(field, value, where)

    def _form(self, request: Request, operation: Operation, found: Ignored) -> dict[str, Any]:
        expected = operation.request
        assert expected is not None
        if MULTIPART in expected.media and request.media_type() != MULTIPART:
            raise UnsupportedMediaType(f"{operation.id} takes {MULTIPART}")
        given = _without_null(request.form or _urlencoded(request), expected.form)
        sent = {**given, **{name: [""] for name in request.uploads}}
        self.find_ignored_texts({field.name: field for field in expected.form}, sent, found, "form field ")
        values: dict[str, Any] = {}
        for field in expected.form:
            is_file = field.type == "file"
            values[field.key] = (
                request.uploads.get(field.name) if is_file else self.parameter(field, given.get(field.name))
            )
        return values


def _json(request: Request) -> Any:
    """The JSON body, whatever its Content-Type is: clients leave the header out or send that of a form (inferred: the vendor may be
    stricter)."""
    if not request.body:
        raise InputProblem("body", "is required")
    try:
        return json_text.read_whole(request.body)
    except orjson.JSONDecodeError as error:
        raise InputProblem("body", f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None


def _as_text(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, bool | int | float) else value


def _without_null(given: dict[str, list[str]], form: tuple[Field, ...]) -> dict[str, list[str]]:
    """The parts of a form without those whose text is `null` and that may be absent: a client sends unset objects like that."""
    optional = {field.name for field in form if not field.required}
    return {name: texts for name, texts in given.items() if name not in optional or texts[-1] != "null"}


def _urlencoded(request: Request) -> dict[str, list[str]]:
    try:
        return parse_qs(request.body.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError:
        raise InputProblem("body", f"is not {FORM}") from None
