"""The data of an attempt from its statements: texts by name, for the code that rolls up attempts.

`completion` is completed or incomplete, `success` passed or failed, `score.scaled`, `score.raw`, `score.min` and `score.max` numbers,
`progress` 0 to 1, `duration` the seconds of the sessions that have ended, `satisfied` true once a unit was waived.
"""

from collections.abc import Mapping
from typing import Any

from emulator.lrs.cmi5 import vocabulary
from emulator.lrs.statements.formats import seconds_of
from emulator.store.decimals import decimal_of, total
from emulator.store.json_text import JsonObject

JUDGED = {vocabulary.PASSED: True, vocabulary.FAILED: False}
ENDS = (vocabulary.TERMINATED, vocabulary.ABANDONED)


def taken_in(data: Mapping[str, str], statement: JsonObject) -> dict[str, str]:
    """The data of an attempt after a statement about its activity; completed and satisfied stay so."""
    verb, result = statement["verb"]["id"], statement.get("result", {})
    told = dict(data)
    completion = result.get("completion", True if verb == vocabulary.COMPLETED else None)
    if completion or (completion is False and told.get("completion") != "completed"):
        told["completion"] = "completed" if completion else "incomplete"
    success = JUDGED.get(verb, result.get("success"))
    if success is not None:
        told["success"] = "passed" if success else "failed"
    told |= {f"score.{name}": repr(value) for name, value in result.get("score", {}).items()}
    progress = result.get("extensions", {}).get(vocabulary.PROGRESS)
    if _is_percentage(progress):
        told["progress"] = repr(float(decimal_of(progress) / 100))
    if ends_session(statement) and "duration" in result:
        told["duration"] = repr(total((float(told.get("duration", "0")), seconds_of(result["duration"]))))
    if verb == vocabulary.WAIVED:
        told["satisfied"] = "true"
    return told


def ends_session(statement: JsonObject) -> bool:
    """True if a statement ends a session."""
    return statement["verb"]["id"] in ENDS


def _is_percentage(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100
