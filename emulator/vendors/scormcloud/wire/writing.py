"""Write SCORM Cloud responses: JSON, absent members left out."""

from datetime import datetime
from typing import Any

import orjson

from emulator.contract.model import Response
from emulator.contract.moments import to_the_second
from emulator.contract.writing import JsonWriter
from emulator.vendors.scormcloud.routing import contract

JSON = "application/json"

WHOLE_SECONDS = {"RegistrationSchema", "RegistrationListSchema"}
"""Types whose moments have no milliseconds, as those of a live registration (recorded 2026). Courses have them, as in the vendor's
engine."""


class SecondsWriter(JsonWriter):
    """Writes moments in whole seconds."""

    def datetime(self, value: datetime) -> str:
        return to_the_second(value) + "Z"


_milliseconds, _seconds = JsonWriter(contract), SecondsWriter(contract)


def writer_of(schema_name: str) -> JsonWriter:
    """The writer with the precision that the type's moments have."""
    return _seconds if schema_name in WHOLE_SECONDS else _milliseconds


def success_body(response: Response, value: Any) -> bytes:
    """The body of a successful answer."""
    assert response.schema is not None
    return orjson.dumps(writer_of(response.schema).document(response.schema, value))


def error_body(status: int, text: str) -> bytes:
    """The body of an error: only `error` with a 401 (documented); otherwise `error`, which a client's live tests read, and `message`, which
    clients declare."""
    return orjson.dumps({"error": text} if status == 401 else {"error": text, "message": text})


def to_milliseconds(moment: datetime) -> datetime:
    """A moment in the precision in which it is shown, so that `since` and `until` with a shown moment include it."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def to_seconds(moment: datetime) -> datetime:
    """The same for types with whole seconds."""
    return moment.replace(microsecond=0)
