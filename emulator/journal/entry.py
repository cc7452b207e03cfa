"""An entry of the journal: what one request asked and got."""

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from http import HTTPStatus
from typing import Any

from emulator.hiding.hiding import HiddenValues
from emulator.journal.repeated import Repeated
from emulator.journal.shown import shown_body, shown_headers, shown_text
from emulator.journal.why import NOTHING, Why
from emulator.light.records import dataclass
from emulator.store.written import Written

BODY_LIMIT = 16 * 1024  # bytes kept of each body
FIRST_REFUSAL = 400
OWN_SIZE, ROW_SIZE = 600, 150
"""The size of an entry in bytes besides its texts, and the size of a row's key."""


@dataclass(slots=True)
class JournalEntry:
    """One request and its response, kept raw, with headers as `packed` made them, the response's `without_id`; `document` makes it
    readable on demand. `written` are the rows that the request wrote, `why` holds the reasons of a refusal."""

    number: int
    at: datetime
    vendor: str
    method: str
    target: str
    request_headers: bytes
    request_body: bytes = b""
    request_size: int = 0
    operation: str | None = None
    status: int = 0
    reason: str | None = None
    response_headers: bytes = b""
    response_body: bytes = b""
    response_size: int = 0
    milliseconds: float = 0.0
    notes: Sequence[str] = ()
    injected: dict[str, Any] | None = None
    request_id: str = ""
    credential: str | None = None
    refusal: str | None = None
    why: Why = field(default_factory=lambda: NOTHING)
    written: Sequence[Written] = ()
    counted: int = 0
    """The size by which the journal counts it."""

    @property
    def path(self) -> str:
        """The path as it was called, without the sandbox's prefix and the query."""
        path = self.target.partition("?")[0]
        return "/" + path[2:].partition("/")[2] if path.startswith("/~") else path

    @property
    def explanation(self) -> str | None:
        """Why the call was refused; None if it was not."""
        if self.status < FIRST_REFUSAL:
            return None
        return self.refusal or (self.notes[0] if self.notes else self.reason or _phrase(self.status))

    @property
    def size(self) -> int:
        """About how many bytes the entry keeps."""
        size = OWN_SIZE + len(self.target) + len(self.request_headers) + len(self.response_headers)
        size += len(self.request_body) + len(self.response_body)
        if self.notes:
            size += sum(map(len, self.notes))
        for _, _, keys, _ in self.written:
            size += ROW_SIZE * (1 + len(keys))
        return size

    def share(self, repeated: Repeated) -> None:
        """Replace the values that other entries have too with the copy that is kept once."""
        one = repeated.one
        self.target = one(self.target)
        self.request_headers = one(self.request_headers)
        self.response_headers = one(self.response_headers)
        self.response_body = one(self.response_body)
        if self.request_body:
            self.request_body = one(self.request_body)

    def document(self, hiding: HiddenValues | None) -> dict[str, Any]:
        """The entry for the control API: bodies as text, without the secrets that `hiding` knows."""
        return {
            "number": self.number,
            "request_id": self.request_id,
            "at": self.at.isoformat().replace("+00:00", "Z"),
            "vendor": self.vendor,
            "operation": self.operation,
            "credential": self.credential,
            "explanation": shown_text(hiding, explanation) if (explanation := self.explanation) else None,
            **self.why.document(hiding),
            "request": {
                "method": self.method,
                "target": shown_text(hiding, self.target),
                "headers": shown_headers(hiding, self.request_headers),
                **_body(hiding, self.request_body, self.request_size),
            },
            "response": {
                "status": self.status,
                "reason": shown_text(hiding, self.reason) if self.reason else self.reason,
                "headers": shown_headers(hiding, self.response_headers, self.request_id),
                **_body(hiding, self.response_body, self.response_size),
            },
            "milliseconds": round(self.milliseconds, 3),
            "notes": [shown_text(hiding, note) for note in self.notes],
            "injected": self.injected,
        }


def _body(hiding: HiddenValues | None, body: bytes, size: int) -> dict[str, Any]:
    return {"body": shown_body(hiding, body), "bytes": size, "truncated": size > len(body)}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"
