"""Write responses by the contract: rows with names of the code become documents in wire order.

A writer is compiled once for each schema into a list of (key, wire name, conversion).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from emulator.contract.model import Contract, Field, Schema
from emulator.contract.moments import to_the_millisecond

Convert = Callable[[Any], Any]


class JsonWriter:
    """Writes one contract's documents as JSON-able values. Members that are absent or None are left out."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._plans: dict[str, list[tuple[str, str, Convert | None]]] = {}

    def document(self, schema_name: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row as an object, its members in wire order."""
        result = {}
        for key, name, convert in self._plan(schema_name):
            value = row.get(key)
            if value is not None:
                result[name] = convert(value) if convert else value
        return result

    def documents(self, schema_name: str, rows: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Rows as an array."""
        return [self.document(schema_name, row) for row in rows]

    def datetime(self, value: datetime) -> str:
        """A moment in the vendor's form; ISO 8601 with milliseconds and Z unless a vendor says otherwise."""
        return to_the_millisecond(value) + "Z"

    def _plan(self, schema_name: str) -> list[tuple[str, str, Convert | None]]:
        plan = self._plans.get(schema_name)
        if plan is None:
            schema: Schema = self.contract.schemas[schema_name]
            plan = self._plans[schema_name] = [(f.key, f.name, self._convert(f)) for f in schema.fields]
        return plan

    def _convert(self, field: Field) -> Convert | None:
        single = self._convert_one(field)
        if single is None or not field.list:
            return single
        return lambda values: [single(value) for value in values]

    def _convert_one(self, field: Field) -> Convert | None:
        nested = field.schema
        if nested is not None:
            return lambda value: self.document(nested, value)
        if field.type in ("datetime", "datetime_text") or field.format == "date-time":
            return lambda value: value if isinstance(value, str) else self.datetime(value)
        if field.type == "boolean":
            return bool
        return None
