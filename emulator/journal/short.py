"""The short form of a journal entry for lists, verdicts and events."""

from typing import Any

from emulator.hiding.hiding import HiddenValues
from emulator.journal.entry import JournalEntry


def short(entry: JournalEntry, hiding: HiddenValues) -> dict[str, Any]:
    """The entry without headers and bodies, and without secrets."""
    explanation = entry.explanation
    return {
        "number": entry.number,
        "request_id": entry.request_id,
        "at": entry.at.isoformat().replace("+00:00", "Z"),
        "vendor": entry.vendor,
        "operation": entry.operation,
        "credential": entry.credential,
        "method": entry.method,
        "target": hiding.text(entry.target),
        "status": entry.status,
        "explanation": hiding.text(explanation) if explanation else None,
        "milliseconds": round(entry.milliseconds, 3),
    }


def listed(entry: JournalEntry, hiding: HiddenValues) -> dict[str, Any]:
    """The short form for lists that people read: also the entry's `note`, and whether a fault was `injected`."""
    note = entry.explanation or (entry.notes[0] if entry.notes else "")
    return {**short(entry, hiding), "note": hiding.text(note), "injected": entry.injected is not None}
