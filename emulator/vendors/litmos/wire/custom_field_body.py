"""The body of POST /users/{userid}/usercustomfields, of which the documents have four forms.

XML as a client writes it: `<UserCustomField><Parameter fieldname="NAME">value</Parameter></UserCustomField>`; with the names of the API
description: `<ArrayOfparameter><parameter …>`. JSON: one object `{"NAME": "value"}`, an array of such objects, or an array of what is read:
`{"fieldname": "NAME", "Value": "value"}`.
"""

from typing import TYPE_CHECKING, Any

import orjson

from emulator.contract.ignored import Ignored
from emulator.contract.reading import InputProblem
from emulator.courseware.package.xml import XmlRefused, parse_xml
from emulator.store import json_text

if TYPE_CHECKING:
    from lxml import etree

MEMBERS = ("fieldname", "Value")
ROOTS = ("UserCustomField", "ArrayOfparameter")


def from_xml(body: bytes, found: Ignored) -> list[dict[str, Any]]:
    """The pairs of an XML body, as `CustomFieldParameter` documents."""
    try:
        root = parse_xml(body)
    except XmlRefused as error:
        raise InputProblem("body", str(error)) from None
    if root.tag not in ROOTS:
        raise InputProblem("body", f"the root is {root.tag}, not {' or '.join(ROOTS)}")
    pairs = []
    for item in root.iterchildren("*"):
        if str(item.tag).lower() == "parameter":
            pairs.append(_pair(item, found))
        else:
            found.unknown(str(item.tag), ("Parameter",))
    return pairs


def from_json(body: bytes, found: Ignored) -> list[dict[str, Any]]:
    """The pairs of a JSON body, as `CustomFieldParameter` documents."""
    try:
        data = json_text.read_whole(body)
    except orjson.JSONDecodeError as error:
        raise InputProblem("body", f"is not JSON: {error}") from None
    pairs = []
    for item in data if isinstance(data, list) else [data]:
        if not isinstance(item, dict):
            raise InputProblem("body", "must be an object of names and values, or an array of them")
        if "fieldname" in item:
            for name in item.keys() - {*MEMBERS}:
                found.unknown(name, MEMBERS)
            pairs.append({"fieldname": item["fieldname"], "Value": item.get("Value")})
        else:
            pairs += [{"fieldname": name, "Value": value} for name, value in item.items()]
    return pairs


def _pair(item: "etree._Element", found: Ignored) -> dict[str, Any]:
    name = item.get("fieldname")
    if name is None:
        for child in item.iterchildren("*"):
            if child.tag not in MEMBERS:
                found.unknown(str(child.tag), MEMBERS)
        return {"fieldname": item.findtext("fieldname") or "", "Value": item.findtext("Value")}
    return {"fieldname": name, "Value": item.text or ""}
