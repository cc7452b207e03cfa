"""Comparing an answer with the contract alone."""

from collections.abc import Iterator

from emulator.contract.checking import JSON_TYPES
from emulator.contract.model import Contract, Field, Operation, Schema
from emulator.verifying.judging.comparing import turned
from emulator.verifying.judging.difference import Difference
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.bodies import schema_of
from emulator.verifying.shapes.forms import EMPTY, UNKNOWN
from emulator.verifying.shapes.node import Node

KINDS = {"string": str, "integer": int, "number": float, "boolean": bool, "object": dict, "array": list}


def problems(contract: Contract, operation: Operation, answer: ShapedAnswer) -> Iterator[Difference]:
    """The differences between the vendor's answer and the contract; `emulator` of each holds the contract's words."""
    statuses = statuses_of(contract, operation)
    if answer.status not in statuses:
        yield Difference("status", "status", str(answer.status), ", ".join(map(str, sorted(statuses))))
        return
    succeeded = answer.status in (operation.response.status, *operation.response.also)
    media = answer.headers.get("content-type", "").partition(";")[0]
    allowed = operation.response.media if succeeded else contract.error_media
    if succeeded and allowed and media and media not in allowed:
        yield Difference("header content-type", "form", media, ", ".join(allowed))
    schema, is_list = schema_of(contract, operation, answer.status, media)
    if schema is None or answer.body.kinds <= {"nothing", "text", "a file"}:
        return
    if answer.root is not None and succeeded and operation.response.root not in (None, answer.root):
        yield Difference("body", "XML root", answer.root, operation.response.root or "")
    kind = "array" if is_list else "object"
    if answer.body.kinds - {kind}:
        yield Difference("body", "type", " or ".join(sorted(answer.body.kinds)), kind)
    elif is_list and answer.body.items is not None:
        yield from _object(contract, schema, "body[]", answer.body.items)
    elif not is_list:
        yield from _object(contract, schema, "body", answer.body)


def statuses_of(contract: Contract, operation: Operation) -> set[int]:
    """Every status that an operation declares."""
    shared = {contract.errors[name].status for name in contract.common_errors}
    own = {entry.status for entry in operation.errors}
    return {operation.response.status, *operation.response.also, *own, *shared}


def may_lack(contract: Contract, operation: Operation, answer: ShapedAnswer, place: str) -> bool:
    """True if the contract has this member and allows it to be missing."""
    media = answer.headers.get("content-type", "").partition(";")[0]
    schema, field = schema_of(contract, operation, answer.status, media)[0], None
    for name in place.replace("[]", "").split(".")[1:]:
        field = next((each for each in schema.fields if each.name == name), None) if schema is not None else None
        schema = contract.schemas.get(field.schema or "") if field is not None else None
    return field is not None and not field.required


def _object(contract: Contract, schema: Schema, place: str, node: Node) -> Iterator[Difference]:
    if not node.objects:
        return
    fields = {field.name: field for field in schema.fields}
    for name in node.order:
        if name not in fields:
            yield Difference(f"{place}.{name}", "unknown member", "there", "missing")
        else:
            yield from _member(contract, fields[name], f"{place}.{name}", node.members[name])
    for name, field in fields.items():
        if field.required and not node.always(name):
            yield Difference(f"{place}.{name}", "member", "missing", "there")
    for order in sorted(node.orders):
        if (swapped := turned(order, tuple(fields))) is not None:
            yield Difference(place, "order", " before ".join(swapped), " before ".join(reversed(swapped)))
            return


def _member(contract: Contract, field: Field, place: str, node: Node) -> Iterator[Difference]:
    kinds = node.kinds - {"null"}
    if field.list:
        if kinds - {"array"}:
            yield Difference(place, "type", " or ".join(sorted(kinds)), "array")
            return
        place, node = f"{place}[]", node.items or Node()
        kinds = node.kinds - {"null"}
    if field.schema is not None:
        if kinds - {"object"}:
            yield Difference(place, "type", " or ".join(sorted(kinds)), "object")
        else:
            yield from _object(contract, contract.schemas[field.schema], place, node)
        return
    wrong = {kind for kind in kinds if not _allowed(field, kind, node)}
    if wrong:
        yield Difference(place, "type", " or ".join(sorted(wrong)), field.type)
    if "null" in node.kinds and field.required and not field.nullable:
        yield Difference(place, "null", "null", field.type)
    if UNKNOWN in node.forms:
        yield Difference(place, "form", UNKNOWN, "one of the known values")


def _allowed(field: Field, kind: str, node: Node) -> bool:
    if field.type == "any":
        return True
    if kind == "string" and node.forms == {EMPTY}:
        return True  # an empty XML element fits every type
    wanted = JSON_TYPES.get(field.type, (object,))
    return KINDS[kind] in wanted or (kind == "array" and field.style == "csv")
