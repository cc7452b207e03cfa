"""JSON Schemas for a vendor's section of a seed document, made from the types of its contract."""

from collections.abc import Iterable, Mapping
from typing import Any

from emulator.contract.model import Contract, Field, Schema

Document = dict[str, Any]

TEXT: Document = {"type": "string"}
TEXTS: Document = {"type": "array", "items": TEXT}
_KINDS: Mapping[str, Document] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "object": {"type": "object"},
    "map": {"type": "object"},
    "any": {},
}


class SeedSchemas:
    """Makes the schemas of one contract. `types` collects the types that they refer to, for the `$defs` of the section."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self.types: dict[str, Document] = {}

    def section(self, lists: Mapping[str, Document]) -> Document:
        """The section, with these schemas for the entries of its lists."""
        arrays = {name: {"type": "array", "items": entry} for name, entry in lists.items()}
        return {"type": "object", "properties": arrays, "additionalProperties": False, "$defs": self.types}

    def entry(
        self, schema: Schema | None, names: Iterable[str] | None = None, more: Mapping[str, Document] | None = None
    ) -> Document:
        """An object with the members of a type (only those in `names`, if given), and `more` members that only seeds have."""
        fields = {field.name: field for field in schema.fields} if schema else {}
        own = dict(more or {})
        wanted = sorted(set(fields if names is None else names) | set(own))
        members = {name: own[name] if name in own else self.value(fields[name]) for name in wanted}
        return {"type": "object", "properties": members, "additionalProperties": False}

    def value(self, field: Field) -> Document:
        """The values of a member; null means that it is left out."""
        one = self._one(field)
        document = {"type": "array", "items": one} if field.list else one
        return {"anyOf": [document, {"type": "null"}]} if document else {}

    def _one(self, field: Field) -> Document:
        if field.schema is None:
            document = dict(_KINDS.get(field.type, TEXT))
            if field.enum is not None:
                document = {"enum": list(field.enum)}
            return document
        if field.schema not in self.types:
            self.types[field.schema] = {}  # it may contain itself
            self.types[field.schema] = self.entry(self._contract.schemas[field.schema])
        return {"$ref": f"#/$defs/{field.schema}"}
