"""Read a stored sequencing state: the global objectives, the data that SCOs share, and the suspended activity.

The state comes from the page, in the words of scorm-again 3.4.3. Anyone with a launch could have written it, so it is untrusted.
"""

import math
from collections.abc import Iterator
from typing import Any

import orjson

from emulator.courseware.cmi import lone_surrogates
from emulator.light.records import dataclass

__all__ = ["GlobalObjective", "SequencingState", "read", "without_objectives"]
_LONGEST = 4000  # characters of an id (long_identifier_type)


@dataclass(frozen=True, slots=True)
class GlobalObjective:
    """A global objective as far as it is known. `measure` is -1 to 1, `progress` 0 to 1."""

    id: str
    satisfied: bool | None = None
    measure: float | None = None
    completed: bool | None = None
    progress: float | None = None
    raw: float | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class SequencingState:
    """`shared` maps the ids of shared data to their texts; `suspended` is the activity that a suspended course goes on with."""

    objectives: tuple[GlobalObjective, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()
    suspended: str | None = None


def read(text: str | None) -> SequencingState:
    """Read a state; the result is empty if there is no state or it is invalid."""
    document = _document(text)
    found = _members(document.get("sequencing")).get("suspendedActivity")
    shared = tuple(
        (name, value) for name, value in _members(document.get("sharedData")).items() if isinstance(value, str)
    )
    return SequencingState(tuple(_objectives(document)), shared, found if _is_id(found) else None)


def without_objectives(text: str | None) -> str | None:
    """The state without its global objectives, wherever it has them."""
    document = _document(text)
    if not document:
        return text
    for place in (document, _members(document.get("sequencing"))):
        if "globalObjectiveMap" in place:
            place["globalObjectiveMap"] = {}
    document["globalObjectives"] = []
    suspension = _members(document.get("suspensionState"))
    if "globalObjectives" in suspension:
        suspension["globalObjectives"] = {}
    return lone_surrogates.told(orjson.dumps(document)).decode()


def _objectives(document: dict[str, Any]) -> Iterator[GlobalObjective]:
    for name, found in _members(document.get("globalObjectiveMap")).items():
        if _is_id(name) and isinstance(found, dict):
            satisfied, completion = found.get("satisfiedStatus"), found.get("completionStatus")
            yield GlobalObjective(
                name,
                satisfied if found.get("satisfiedStatusKnown") is True and isinstance(satisfied, bool) else None,
                _number(found, "normalizedMeasure", -1, 1),
                {"completed": True, "incomplete": False}.get(str(completion))
                if found.get("completionStatusKnown") is True
                else None,
                _number(found, "progressMeasure", 0, 1),
                _number(found, "rawScore"),
                _number(found, "minScore"),
                _number(found, "maxScore"),
            )


def _number(found: dict[str, Any], name: str, least: float = -math.inf, most: float = math.inf) -> float | None:
    if found.get(f"{name}Known") is not True:
        return None
    try:
        number = float(str(found.get(name))[:40])
    except ValueError:
        return None
    return number if math.isfinite(number) and least <= number <= most else None


def _document(text: str | None) -> dict[str, Any]:
    try:
        return _members(orjson.loads(lone_surrogates.kept((text or "{}").encode())))
    except orjson.JSONDecodeError:
        return {}


def _members(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST
