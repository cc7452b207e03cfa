"""The journal of a sandbox in a few lines, for the report of a test that failed."""

from __future__ import annotations

from typing import Any

from pytest_lms_emulator import models
from pytest_lms_emulator._sync.handles import Sandbox
from pytest_lms_emulator.asking import EmulatorError

MOST = 20
UNMATCHED = ("not an operation of ", "is not a method of this path")


def journal_of(sandbox: Sandbox) -> str:
    """A line for each of the newest calls, and the reason below one that was refused."""
    try:
        entries = sandbox.journal.list(limit=MOST + 1)["entries"]
    except EmulatorError as error:
        return f"(not to be had: {error})"
    if not entries:
        return "(no call came)"
    lines = ["(older ones are left out)"] if len(entries) > MOST else []
    for entry in entries[-MOST:]:
        lines.append(line_of(sandbox, entry))
        if entry["explanation"]:
            lines.append(f"      {entry['explanation']}")
    return "\n".join(lines)


def unmatched(sandbox: Sandbox) -> list[models.JournalEntry]:
    """The calls at what is no operation of any vendor."""
    return [entry for entry in sandbox.journal.list(limit=1000)["entries"] if _is_unmatched(entry)]


def line_of(sandbox: Sandbox, entry: models.JournalEntry) -> str:
    """A call in a line."""
    status: Any = entry["response"]["status"] or "no answer"
    target = entry["request"]["target"].replace(f"/~{sandbox.name}", "", 1)
    return f"{entry['number']:>4}  {entry['request']['method']} {target} → {status}"


def _is_unmatched(entry: models.JournalEntry) -> bool:
    words = entry["explanation"] or ""
    return entry["vendor"] == "none" or (entry["operation"] is None and any(part in words for part in UNMATCHED))
