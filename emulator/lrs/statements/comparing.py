"""Whether two statements say the same (Data 2.3.1): neither what an LRS may set nor how a value is spelled counts."""

from decimal import Decimal
from typing import Any

from emulator.lrs.statements.formats import months_and_seconds
from emulator.store.json_text import JsonObject

LEFT_OUT = ("id", "authority", "stored", "timestamp", "version", "attachments")
PRECISION = Decimal("0.01")  # seconds: what is finer is not compared (Data 4.6)


def is_same(one: JsonObject, other: JsonObject) -> bool:
    """True if two statements say the same."""
    return _compared(_without_lrs(one)) == _compared(_without_lrs(other))


def list_activities(statement: JsonObject) -> None:
    """Write each of the contextActivities as a list. The context is replaced, never changed."""
    context = statement.get("context", {})
    held = context.get("contextActivities")
    if held and not all(isinstance(value, list) for value in held.values()):
        listed = {name: value if isinstance(value, list) else [value] for name, value in held.items()}
        statement["context"] = {**context, "contextActivities": listed}


def _without_lrs(statement: JsonObject) -> JsonObject:
    return {name: value for name, value in statement.items() if name not in LEFT_OUT}


def _compared(statement: JsonObject) -> JsonObject:
    kept = dict(statement)
    list_activities(kept)
    about = {"objectType": "Activity", **kept["object"]}
    kept["object"] = _compared(about) if about["objectType"] == "SubStatement" else about
    if "duration" in kept.get("result", {}):
        kept["result"] = {**kept["result"], "duration": _duration(kept["result"]["duration"])}
    return kept


def _duration(text: str) -> Any:
    """(months, seconds) to the precision that counts."""
    months, seconds = months_and_seconds(text)
    return months, seconds // PRECISION
