"""The types of a contract as JSON Schema, the way OpenAPI 3.1 has it: in JSON, and with the names of XML."""

from collections.abc import Mapping
from typing import Any

from emulator.contract.model import Contract, Field, RequestBody, Response, Schema

Document = dict[str, Any]

KINDS: Mapping[str, Document] = {
    "string": {"type": "string"},
    "id": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "datetime": {"type": "string"},
    "datetime_text": {"type": "string"},
    "object": {"type": "object"},
    "map": {"type": "object"},
    "any": {},
    "file": {"type": "string", "contentMediaType": "application/octet-stream"},
}
TYPE_WORDS = {"datetime": "Date and time, ISO 8601.", "datetime_text": "Date and time, ISO 8601."}


def schemas(contract: Contract) -> Document:
    """Every type of a contract by name."""
    return {name: _object(schema) for name, schema in contract.schemas.items()}


def body(what: RequestBody | Response, media: str) -> Document:
    """The schema of a body in one of its media types."""
    if what.schema is None:
        return form(what) if isinstance(what, RequestBody) else {}
    entry: Document = {"$ref": reference(what.schema)}
    if isinstance(what, RequestBody) and what.required:
        entry = {"allOf": [entry, {"required": list(what.required)}]}
    named = media.endswith("xml")
    if not what.list:
        return {**entry, "xml": {"name": what.root}} if named else entry
    if not named:
        return {"type": "array", "items": entry}
    items = {**entry, "xml": {"name": what.item}}
    return {"type": "array", "items": items, "xml": {"name": what.root, "wrapped": True}}


def form(request: RequestBody) -> Document:
    """The fields of a form."""
    document: Document = {"type": "object", "properties": {field.name: value(field) for field in request.form}}
    if required := [field.name for field in request.form if field.required]:
        document["required"] = required
    return document


def reference(schema: str) -> str:
    """A `$ref` to a type."""
    return f"#/components/schemas/{schema}"


def value(field: Field, *, nullable: bool = False) -> Document:
    """The schema of a member's or parameter's values, with its evidence."""
    one = _one(field)
    document: Document = {"type": "array", "items": one} if field.list else one
    if field.list and field.schema:
        document["xml"] = {"wrapped": True}
        document["items"] = {**one, "xml": {"name": field.item or field.name}}
    if nullable:
        document = _or_null(document)
    aliases = f"Read in its place: {', '.join(field.aliases)}." if field.aliases else None
    words = [TYPE_WORDS.get(field.type), field.note, aliases, inferred(field.evidence, field.reason)]
    more = {
        "description": " ".join(word for word in words if word) or None,
        "default": field.default,
        "examples": None if field.example is None else [field.example],
        "readOnly": True if field.read_only else None,
        "x-evidence": field.evidence,
    }
    return {**document, **{key: found for key, found in more.items() if found is not None}}


def inferred(evidence: str | None, reason: str | None) -> str | None:
    """Words for a reason, if there is one."""
    return f"{(evidence or 'inferred').capitalize()}: {reason}." if reason else None


def _object(schema: Schema) -> Document:
    words = [*schema.notes, inferred(schema.evidence, schema.reason)]
    document: Document = {
        "type": "object",
        "description": " ".join(word for word in words if word),
        "properties": {
            field.name: value(field, nullable=field.nullable or not field.required) for field in schema.fields
        },
        "x-order": [field.name for field in schema.fields],
        "x-evidence": schema.evidence,
    }
    if required := [field.name for field in schema.fields if field.required]:
        document["required"] = required
    if schema.root is not None:
        document["xml"] = {"name": schema.root}
    return document


def _one(field: Field) -> Document:
    if field.schema is not None:
        return {"$ref": reference(field.schema)}
    document = dict(KINDS[field.type])
    limits = {"minimum": field.min, "maximum": field.max} if field.type in ("integer", "number", "decimal") else {}
    if document.get("type") == "string":
        limits["maxLength"] = field.max_length
    document |= {key: _whole(limit) for key, limit in limits.items() if limit is not None}
    if field.format is not None:
        document["format"] = field.format
    if field.enum is not None:
        document["enum"] = list(field.enum)
    return document


def _whole(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def _or_null(document: Document) -> Document:
    if "$ref" in document:
        return {"anyOf": [document, {"type": "null"}]}
    if "type" in document:
        document = {**document, "type": [document["type"], "null"]}
    if "enum" in document:
        document = {**document, "enum": [*document["enum"], None]}
    return document
