"""The body of an answer as a value: JSON, or XML as the contract describes it."""

from typing import Any

import orjson
from lxml import etree

from emulator.contract.model import Contract, ErrorEntry, Field, Operation, Schema

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class UnreadableBodyError(Exception):
    """The body is not what its media type says."""


def json_value(body: bytes) -> Any:
    """Parse a JSON body. Raises `UnreadableBodyError`."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise UnreadableBodyError from None


def xml_value(contract: Contract, schema: Schema | None, is_list: bool, body: bytes) -> tuple[str, Any]:
    """(root, value) of an XML body: elements with child elements become objects, or arrays where the contract has a list."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableBodyError from None
    if is_list:
        return _name(root), [_element(contract, schema, None, child) for child in root]
    return _name(root), _element(contract, schema, None, root)


def schema_of(contract: Contract, operation: Operation | None, status: int, media: str) -> tuple[Schema | None, bool]:
    """The schema of a success body by the contract, and whether the body is a list of it."""
    if operation is not None and status in (operation.response.status, *operation.response.also):
        name = operation.response.schema
        return (contract.schemas[name] if name else None), operation.response.list
    if status < 400:
        return None, False
    entries: list[ErrorEntry] = [*operation.errors] if operation else []
    own = next((entry.schema for entry in entries if entry.status == status and entry.schema), None)
    return contract.schemas.get(own or contract.error_schema), False


def _element(contract: Contract, schema: Schema | None, own: Field | None, element: Any) -> Any:
    if own is not None and own.list:
        inner = contract.schemas[own.schema] if own.schema else None
        return [_element(contract, inner, None, child) for child in element]
    if element.get(NIL) == "true":
        return None
    if len(element) or (schema is not None and not (element.text or "").strip()):
        return _object(contract, schema, element)
    text = element.text or ""
    if own is not None and own.type == "boolean" and text in ("true", "false"):
        return text == "true"
    if own is not None and own.type == "integer" and text.lstrip("-").isdecimal():
        return int(text)
    return text


def _object(contract: Contract, schema: Schema | None, element: Any) -> dict[str, Any]:
    fields = {field.name: field for field in schema.fields} if schema is not None else {}
    found: dict[str, Any] = {}
    for child in element:
        own = fields.get(_name(child))
        inner = contract.schemas[own.schema] if own is not None and own.schema else None
        found[_name(child)] = _element(contract, inner, own, child)
    return found


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)
