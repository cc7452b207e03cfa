"""Reading the entries of a SCORM Cloud section, with paths for invalid values."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from emulator.contract.ignored import Ignored
from emulator.contract.model import Schema
from emulator.contract.reading import InputProblem
from emulator.vendors.errors import VendorError
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.wire.reading import ScormCloudReader
from emulator.vendors.vendor import error_words

_BODY = re.compile(r"\bbody\.(\w+\[\d+\]\.)?(data\.)?")

reader = ScormCloudReader(contract)


def listed(section: dict[str, Any], name: str, where: str) -> list[tuple[Any, str]]:
    """The entries of a list with their paths; empty if the list is left out."""
    given = section.get(name, [])
    if not isinstance(given, list):
        raise InputProblem(f"{where}.{name}", "must be an array")
    return [(entry, f"{where}.{name}[{index}]") for index, entry in enumerate(given)]


def read(schema: Schema, entry: Any, where: str) -> dict[str, Any]:
    """An entry, read by its schema. Unknown members are refused."""
    body = reader.document(schema, entry, where)
    found = Ignored()
    reader.find_ignored(schema, entry, found)
    for name in found.unknown_names:
        raise InputProblem(f"{where}.{name}", "is not a member")
    return body


@contextmanager
def refusing(where: str) -> Iterator[None]:
    """A block in which the vendor's refusals are raised as problems with the entry's path."""
    try:
        yield
    except VendorError as error:
        raise InputProblem(where, _BODY.sub("", error_words(contract, error)[1])) from None
