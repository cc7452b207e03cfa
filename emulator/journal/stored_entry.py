"""A journal entry as bytes for a database, without its number and its request id, which contains the number."""

from datetime import datetime
from typing import Any

import orjson

from emulator.journal.entry import JournalEntry
from emulator.journal.why import NOTHING, NearIds, NearOperation, Problem, Why

BYTES = ("request_headers", "request_body", "response_headers", "response_body")


def request_id(sandbox: str, number: int) -> str:
    """The request id of a stored entry."""
    return f"{sandbox}-{number}"


def stored(entry: JournalEntry) -> bytes:
    """The entry as bytes."""
    return orjson.dumps(entry, default=_text, option=orjson.OPT_NON_STR_KEYS)


def restored(sandbox: str, number: int, kept: bytes) -> JournalEntry:
    """The entry that was stored."""
    row: dict[str, Any] = orjson.loads(kept)
    identity = request_id(sandbox, number)
    row |= {"number": number, "request_id": identity, "at": datetime.fromisoformat(row["at"])}
    row |= {name: row[name].encode("latin-1") for name in BYTES}
    row["why"] = _why(row["why"])
    row["written"] = [
        (change, table, [tuple(key) for key in keys], total) for change, table, keys, total in row["written"]
    ]
    return JournalEntry(**row)


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _why(row: dict[str, Any]) -> Why:
    found = Why(
        None if row["problem"] is None else Problem(**row["problem"]),
        tuple(NearIds(**{**near, "ids": tuple(near["ids"])}) for near in row["ids"]),
        tuple(NearOperation(**near) for near in row["operations"]),
    )
    return found or NOTHING
