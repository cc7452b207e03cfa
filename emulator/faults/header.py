"""`X-Emulator-Fault`: a fault of the one request that has the header."""

from typing import Any

import orjson
from pydantic import ValidationError

from emulator.faults.effect import CallEffect
from emulator.problems.words import words_of

NAME = "X-Emulator-Fault"
KEY = NAME.lower().encode()
EXAMPLE = "status=503; reason=Down for maintenance; where=after"


class FaultHeaderError(Exception):
    """The header cannot be read; the words say why, and how it is written."""


def read_header(text: str) -> CallEffect:
    """What the header asks for: members of a rule's `do`, as `status=503; where=after` or as JSON. Raises `FaultHeaderError`."""
    try:
        return CallEffect.model_validate(_members(text.strip()))
    except ValidationError as error:
        problems = "; ".join(said(problem) for problem in error.errors())
        raise FaultHeaderError(f"{NAME}: {problems}; for example {NAME}: {EXAMPLE}") from None


def said(problem: Any) -> str:
    """A problem of pydantic's in a line: where it is and what it is."""
    where = ".".join(str(step) for step in problem["loc"])
    words = words_of(problem, CallEffect)
    return f"{where}: {words}" if where else words


def _members(text: str) -> dict[str, Any]:
    if text.startswith("{"):
        try:
            found: dict[str, Any] = orjson.loads(text)
        except ValueError as error:
            raise FaultHeaderError(f"{NAME} is not valid JSON: {error}") from None
        return found
    members: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = (side.strip() for side in part.partition("="))
        if name in members:
            raise FaultHeaderError(f"{NAME} says {name} twice")
        members[name] = _value(value) if equals else True
    return members


def _value(text: str) -> Any:
    """A number, `true`, a JSON object or text in quotes as such, anything else as text."""
    try:
        return orjson.loads(text)
    except ValueError:
        return text
