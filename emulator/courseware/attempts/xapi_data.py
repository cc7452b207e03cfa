"""The keys of `ScoAttempt.data` in attempts of xAPI, cmi5 and media, which have no CMI data.

The code that processes the statements of a launch writes them, as texts; the roll-up reads them. An absent key means unknown.

| key | value | from (the object is the launched activity, `context.registration` the attempt's) |
|---|---|---|
| `completion` | `completed`, `incomplete` | verb completed, or `result.completion` |
| `success` | `passed`, `failed` | verb passed or failed, or `result.success`; the latest counts |
| `score.scaled` | -1 to 1 | `result.score.scaled` |
| `score.raw`, `score.min`, `score.max` | numbers | `result.score` |
| `progress` | 0 to 1 | the extension `https://w3id.org/xapi/cmi5/result/extensions/progress`, of 100 |
| `position` | seconds | media: where a sound or film stands, to go on there |
| `duration` | seconds | the sum of `result.duration` of the statements that end a session |
| `satisfied` | `true` | cmi5: the unit met its moveOn criterion, or was waived. It then never changes |
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

COMPLETION, SUCCESS, SATISFIED = "completion", "success", "satisfied"
SCALED, RAW, LEAST, MOST = "score.scaled", "score.raw", "score.min", "score.max"
PROGRESS, DURATION = "progress", "duration"
POSITION = "position"

# Beyond these no arithmetic of ours overflows.
_GREATEST, _SMALLEST = Decimal("1e15"), Decimal("1e-9")

COMPLETED, INCOMPLETE = "completed", "incomplete"
PASSED, FAILED = "passed", "failed"


def is_satisfied(move_on: str, data: Mapping[str, str] | None) -> bool:
    """True if a unit's moveOn criterion is met (cmi5 10.2.5). `data` is None before its first launch."""
    found = data or {}
    completed, passed = found.get(COMPLETION) == COMPLETED, found.get(SUCCESS) == PASSED
    met = {
        "NotApplicable": True,
        "Completed": completed,
        "Passed": passed,
        "CompletedAndPassed": completed and passed,
        "CompletedOrPassed": completed or passed,
    }
    return found.get(SATISFIED) == "true" or met[move_on]


def scaled_score(data: Mapping[str, str]) -> Decimal | None:
    """The scaled score, or the raw one scaled by its bounds (0 and 100 if not given); None if there is no score."""
    scaled = number(data.get(SCALED))
    if scaled is not None:
        return _bounded(scaled, -1)
    return scale(number(data.get(RAW)), number(data.get(LEAST)), number(data.get(MOST)))


def progress_of(data: Mapping[str, str]) -> float | None:
    """The progress, 0 to 1; None if it is unknown."""
    found = number(data.get(PROGRESS))
    return None if found is None else float(_bounded(found, 0))


def scale(raw: Decimal | None, least: Decimal | None, most: Decimal | None) -> Decimal | None:
    """Scale a raw score to -1 to 1 by its bounds. If the bounds have no span, 0 and 100 are used."""
    if raw is None:
        return None
    least, most = least if least is not None else Decimal(0), most if most is not None else Decimal(100)
    span = most - least
    return _bounded((raw - least) / span if span > _SMALLEST else raw / 100, -1)


def number(text: str | None) -> Decimal | None:
    """A decimal number of a size that a score can have, or None."""
    try:
        found = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) < _GREATEST else None


def _bounded(value: Decimal, least: int) -> Decimal:
    return max(Decimal(least), min(Decimal(1), value))
