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
"""What shows moments without milliseconds, as a live registration did (recorded 2026); courses show them, as the vendor's engine does."""


class SecondsWriter(JsonWriter):
    """Moments to the second."""

    def datetime(self, value: datetime) -> str:
        return to_the_second(value) + "Z"


_milliseconds, _seconds = JsonWriter(contract), SecondsWriter(contract)


def writer_of(schema_name: str) -> JsonWriter:
    """The writer whose moments are as fine as that type's."""
    return _seconds if schema_name in WHOLE_SECONDS else _milliseconds


def success_body(response: Response, value: Any) -> bytes:
    """The body of an answer that goes well."""
    assert response.schema is not None
    return orjson.dumps(writer_of(response.schema).document(response.schema, value))


def error_body(status: int, text: str) -> bytes:
    """`error` alone with a 401 (documented); else `error`, which a client's live tests read, and `message`, which clients declare."""
    return orjson.dumps({"error": text} if status == 401 else {"error": text, "message": text})


def to_milliseconds(moment: datetime) -> datetime:
    """A moment cut to the shown precision, so that `since` and `until` with a shown moment include it."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def to_seconds(moment: datetime) -> datetime:
    """The same for what shows whole seconds."""
    return moment.replace(microsecond=0)
