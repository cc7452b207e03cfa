"""Write responses of NexPort Campus: JSON, with the error entity in every type that has one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from emulator.contract.model import Response
from emulator.contract.moments import to_the_second
from emulator.contract.writing import JsonWriter

ENTITY = "api_error_entity"
SUCCESS = {"error_code": 0, "warning_messages": []}
"""Documented by the vendor's example: no `error_message` where there is no error."""


class NexportWriter(JsonWriter):
    """Members without a value are left out (inferred from the vendor's example)."""

    def answer(self, response: Response, value: Any) -> bytes:
        """A successful response: an object, or an array of objects that each have an error entity."""
        assert response.schema is not None
        if response.list:
            return orjson.dumps(self.documents(response.schema, value))
        return orjson.dumps(self.document(response.schema, value or {}))

    def document(self, schema_name: str, row: Mapping[str, Any]) -> dict[str, Any]:
        return super().document(schema_name, {ENTITY: SUCCESS, **row})

    def datetime(self, value: datetime) -> str:
        """UTC, as .NET writes it: fractions without zeros at their end (seen in the vendor's example)."""
        fraction = f".{value.microsecond:06d}".rstrip("0") if value.microsecond else ""
        return to_the_second(value) + fraction + "Z"


def error_body(code: int, text: str) -> bytes:
    """An error: an object, even from an operation that returns an array."""
    return orjson.dumps({ENTITY: {"error_code": code, "error_message": text, "warning_messages": []}})
