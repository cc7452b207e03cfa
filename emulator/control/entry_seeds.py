"""An entry of the journal as a seed document that creates the same things."""

import json
from collections.abc import Mapping
from typing import Any

from emulator.hiding.in_form import HIDDEN
from emulator.house import House
from emulator.seeds.from_call import NoSeedError, section_of
from emulator.vendors import ENTRIES

VENDORS = {entry.name for entry in ENTRIES}
MADE = range(200, 300)


async def entry_seed(house: House, document: Mapping[str, Any]) -> str:
    """The seed document, in JSON with a comment on what call it is of. `document` is the entry as the journal shows it, so what that hides
    is left out. Raises `NoSeedError`.
    """
    asked, answered, operation = document["request"], document["response"], document["operation"]
    if document["vendor"] not in VENDORS or operation is None:
        raise NoSeedError("the call matched no operation, so it made nothing")
    if answered["status"] not in MADE:
        raise NoSeedError(f"the call was answered with {answered['status']}, so it made nothing")
    if asked["truncated"]:
        raise NoSeedError("the journal has only the beginning of the request's body")
    vendor = await house.vendor(document["vendor"])
    section = section_of(vendor, operation, asked["target"], asked["body"], answered["body"])
    hidden: list[str] = []
    shown = _without_hidden(section, hidden)
    words = [
        f"// What entry {document['number']} of the journal made: {operation}. Whatever it names has to be there before."
    ]
    words += [f"// Not shown by the journal, and left out: {', '.join(dict.fromkeys(hidden))}."] if hidden else []
    return "\n".join([*words, json.dumps({vendor.name: shown}, indent=2, ensure_ascii=False), ""])


def _without_hidden(value: Any, hidden: list[str]) -> Any:
    if isinstance(value, list):
        return [_without_hidden(each, hidden) for each in value]
    if not isinstance(value, dict):
        return value
    hidden += [name for name, inner in value.items() if inner == HIDDEN]
    return {name: _without_hidden(inner, hidden) for name, inner in value.items() if inner != HIDDEN}
