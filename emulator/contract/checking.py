"""Check a response against the contract. The tests do this with every response of every vendor."""

from collections.abc import Iterator
from typing import Any

import orjson
from lxml import etree

from emulator.contract.model import Contract, Field, Operation, Schema

JSON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "id": (str,),
    "integer": (int,),
    "number": (int, float),
    "decimal": (int, float),
    "boolean": (bool,),
    "datetime": (str,),
    "datetime_text": (str,),
    "object": (dict,),
    "map": (dict,),
    "any": (object,),
}


def answer_problems(
    contract: Contract,
    operation: Operation | None,
    status: int,
    content_type: str | None,
    body: bytes,
) -> list[str]:
    """Everything in an answer that the contract does not allow; empty when it agrees."""
    if operation is not None and status in (operation.response.status, *operation.response.also):
        return list(_success(contract, operation, content_type, body))
    allowed = {contract.errors[name].status for name in contract.common_errors}
    if operation is not None:
        allowed |= {entry.status for entry in operation.errors}
    if status not in allowed:
        named = operation.id if operation else "an unknown operation"
        return [f"{named} does not declare status {status}"]
    return []


def _success(contract: Contract, operation: Operation, content_type: str | None, body: bytes) -> Iterator[str]:
    response = operation.response
    if response.empty or response.status == 204:
        if body:
            yield f"{operation.id} answers no body, but {len(body)} bytes came"
        return
    media = (content_type or "").split(";")[0]
    if operation.method == "HEAD":
        return
    if response.media and media not in response.media:
        yield f"{operation.id} answers {', '.join(response.media)}, not {media or 'nothing'}"
        return
    if response.schema is None or response.type == "file":
        return
    schema = contract.schemas[response.schema]
    if media.endswith("xml"):
        yield from _xml(schema, response.root, response.list, body)
    elif media.endswith("json"):
        yield from _json(contract, schema, response.list, orjson.loads(body))


def _json(contract: Contract, schema: Schema, many: bool, data: Any) -> Iterator[str]:
    if many:
        if not isinstance(data, list):
            yield f"{schema.name}: an array was expected"
            return
        for item in data:
            yield from _object(contract, schema, item)
    else:
        yield from _object(contract, schema, data)


def _object(contract: Contract, schema: Schema, data: Any) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"{schema.name}: an object was expected"
        return
    order = [field.name for field in schema.fields]
    unknown = [name for name in data if name not in order]
    if unknown:
        yield f"{schema.name} has no member {', '.join(unknown)}"
        return
    positions = [order.index(name) for name in data]
    if positions != sorted(positions):
        yield f"{schema.name}: members are out of order: {', '.join(data)}"
    for field in schema.fields:
        if field.name in data:
            yield from _member(contract, schema, field, data[field.name])
        elif field.required:
            yield f"{schema.name}.{field.name} is missing"


def _member(contract: Contract, schema: Schema, field: Field, value: Any) -> Iterator[str]:
    where = f"{schema.name}.{field.name}"
    if value is None:
        return
    if field.list and not isinstance(value, list):
        yield f"{where} must be an array"
        return
    for item in value if field.list else [value]:
        if field.schema is not None:
            yield from _object(contract, contract.schemas[field.schema], item)
        elif not _fits(field, item):
            yield f"{where} is {item!r}, not a {field.type}"
        elif field.enum is not None and item not in field.enum:
            yield f"{where} is {item!r}, not one of {', '.join(map(str, field.enum))}"


def _fits(field: Field, value: Any) -> bool:
    if isinstance(value, bool) and field.type not in ("boolean", "any"):
        return False
    return isinstance(value, JSON_TYPES[field.type])


def _xml(schema: Schema, root_name: str | None, many: bool, body: bytes) -> Iterator[str]:
    root = etree.fromstring(body)
    if root.tag != root_name:
        yield f"the XML root is {root.tag}, not {root_name}"
    order = [field.name for field in schema.fields]
    for item in root if many else [root]:
        names = [str(child.tag) for child in item]
        unknown = [name for name in names if name not in order]
        if unknown:
            yield f"{schema.name} has no element {', '.join(unknown)}"
        elif [order.index(name) for name in names] != sorted(order.index(name) for name in names):
            yield f"{schema.name}: elements are out of order: {', '.join(names)}"
