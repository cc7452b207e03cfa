"""The entries of a seed document that make what a call made."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from emulator.vendors.for_seeds.made_by_calls import MadeByCall
from emulator.vendors.vendor import Vendor

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


class NoSeedError(Exception):
    """A call made nothing that a seed document describes; the message says why."""


def section_of(
    vendor: Vendor, operation: str, target: str, asked: str, answered: str
) -> dict[str, list[dict[str, Any]]]:
    """The vendor's section that makes what a call made; `target` has its path and query, `asked` and `answered` are the bodies.

    Raises `NoSeedError`.
    """
    made = vendor.made_by_calls.get(operation)
    if made is None:
        known = ", ".join(vendor.made_by_calls) or "none"
        raise NoSeedError(
            f"{operation} makes nothing that a seed is made of here; of {vendor.name}, this is so for {known}"
        )
    given = _members(asked)
    if made.inside is not None:
        given = given.get(made.inside) if isinstance(given, dict) else None
    entries = given if isinstance(given, list) else [given]
    if not entries or not all(isinstance(entry, dict) for entry in entries):
        raise NoSeedError("the body of the request has nothing that an entry could be made of")
    template = vendor.contract.operations[operation].path
    further = _named(made.parameters, _parameters(template, target))
    answer = _members(answered)
    if len(entries) == 1 and isinstance(answer, dict):
        further |= _named(made.answered, answer)
    allowed = _known(vendor.seed_schema(), made.list)
    return {made.list: [_entry(made, entry, further, allowed) for entry in entries]}


def _entry(made: MadeByCall, given: Mapping[str, Any], further: dict[str, Any], known: Iterable[str]) -> dict[str, Any]:
    inner = given.get(made.data) if made.data is not None else None
    members = {**given, **(inner if isinstance(inner, dict) else {})}
    named = {made.renamed.get(name, name): value for name, value in members.items()} | further
    return {name: value for name, value in named.items() if name in known}


def _named(names: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[there] for there, name in names.items() if values.get(there) is not None}


def _parameters(template: str, target: str) -> dict[str, str]:
    """What stands in path and query for the parameters of an operation."""
    path, _, query = target.partition("?")
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
    found = re.search(f"{pattern}/?$", path, re.IGNORECASE)
    within = {} if found is None else {name: unquote(value) for name, value in found.groupdict().items()}
    return {**dict(parse_qsl(query)), **within}


def _members(text: str) -> Any:
    """A body in JSON or XML as objects, lists and values; None if it is neither."""
    try:
        return json.loads(text.lstrip("\ufeff"))
    except ValueError:
        pass
    from emulator.courseware.package.xml import XmlRefused, parse_xml

    try:
        return _read(parse_xml(text.encode()))
    except XmlRefused:
        return None


def _read(element: Any) -> Any:
    children = list(element.iterchildren("*"))
    if not children:
        return None if element.get(NIL) in ("true", "1") else element.text or ""
    if len(children) > 1 and len({child.tag for child in children}) == 1:
        return [_read(child) for child in children]
    if len(children) == 1 and any(True for _ in children[0].iterchildren("*")):
        return [_read(children[0])]
    return {str(child.tag): _read(child) for child in children}


def _known(schema: Mapping[str, Any], name: str) -> Iterable[str]:
    """The members of an entry of a list."""
    found: Any = schema["properties"][name]["items"]
    while "$ref" in found:
        found = schema["$defs"][found["$ref"].rpartition("/")[2]]
    alternatives = [found, *found.get("anyOf", ()), *found.get("oneOf", ())]
    return {member for each in alternatives for member in each.get("properties", {})}
