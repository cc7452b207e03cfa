"""The journal: what each request asked and got. A ring in memory, bounded by count and by bytes, alone and with all others."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

from emulator.sandbox.hiding.decoding import readable
from emulator.sandbox.hiding.hiding import Values
from emulator.sandbox.journals import Journals

BODY_LIMIT = 16 * 1024  # bytes kept of each body
ENTRY_LIMIT = 1000
BYTE_LIMIT = 4 * 1024 * 1024
FIRST_REFUSAL = 400
OWN_SIZE, HEADER_SIZE = 800, 120  # bytes of an entry, and of one of its headers, besides what they hold


@dataclass(slots=True)
class Entry:
    """One request and its response. It is kept raw; `document` makes it readable on demand."""

    number: int
    at: datetime
    vendor: str
    method: str
    target: str
    request_headers: list[tuple[bytes, bytes]]
    request_body: bytes = b""
    request_size: int = 0
    operation: str | None = None
    status: int = 0
    reason: str | None = None
    response_headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    response_body: bytes = b""
    response_size: int = 0
    milliseconds: float = 0.0
    notes: list[str] = field(default_factory=list)
    injected: dict[str, Any] | None = None
    request_id: str = ""
    credential: str | None = None
    refusal: str | None = None

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
        texts = len(self.target) + len(self.request_body) + len(self.response_body) + sum(map(len, self.notes))
        headers = (*self.request_headers, *self.response_headers)
        return OWN_SIZE + texts + sum(HEADER_SIZE + len(name) + len(value) for name, value in headers)

    def document(self, hiding: Values | None) -> dict[str, Any]:
        """The entry for the control API, bodies as text; without the secrets that `hiding` knows."""
        return {
            "number": self.number,
            "request_id": self.request_id,
            "at": self.at.isoformat().replace("+00:00", "Z"),
            "vendor": self.vendor,
            "operation": self.operation,
            "credential": self.credential,
            "explanation": _hide(hiding, explanation) if (explanation := self.explanation) else None,
            "request": {
                "method": self.method,
                "target": _hide(hiding, self.target),
                "headers": _readable(hiding, self.request_headers),
                **_body(hiding, self.request_body, self.request_size),
            },
            "response": {
                "status": self.status,
                "reason": _hide(hiding, self.reason) if self.reason else self.reason,
                "headers": _readable(hiding, self.response_headers),
                **_body(hiding, self.response_body, self.response_size),
            },
            "milliseconds": round(self.milliseconds, 3),
            "notes": [_hide(hiding, note) for note in self.notes],
            "injected": self.injected,
        }


class Journal:
    """The last entries of one sandbox, oldest first. `dropped` counts the entries dropped for lack of space since it was last empty.

    `journals` limits the total size of all journals; one that is `kept_longest` loses entries only when no other has any left.
    """

    def __init__(self, journals: Journals, *, kept_longest: bool = False) -> None:
        self.kept_longest = kept_longest
        self.dropped = 0
        self._journals = journals
        self._entries: deque[tuple[Entry, int]] = deque()
        self._bytes = 0
        self._count = 0
        self._requests = 0

    def __iter__(self) -> Iterator[Entry]:
        if self._entries:
            self._journals.used(self)
        return (entry for entry, _ in self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def next_number(self) -> int:
        """The number of the next entry; numbers are never used again."""
        self._count += 1
        return self._count

    @property
    def last_number(self) -> int:
        """The number of the newest entry so far; 0 if there was none."""
        return self._count

    def go_on_after(self, number: int) -> None:
        """Let the numbers of new entries be above this one."""
        self._count = max(self._count, number)

    def next_request(self) -> int:
        """The number of the next request id. It is given before the answer, the entry's own number after it."""
        self._requests += 1
        return self._requests

    def find(self, number: int) -> Entry | None:
        """The entry with this number, None if there is none or not any more."""
        return next((entry for entry in self if entry.number == number), None)

    def add(self, entry: Entry) -> None:
        """Add an entry, and drop the oldest entries while there are too many or they are too large."""
        size = entry.size
        self._entries.append((entry, size))
        self._bytes += size
        self._journals.changed(self, size)
        self._journals.used(self)
        while len(self._entries) > ENTRY_LIMIT or self._bytes > BYTE_LIMIT:
            self.drop_oldest()
        self._journals.make_room(self)

    def drop_oldest(self) -> bool:
        """Drop the oldest entry and count it; False if the journal is empty."""
        if not self._entries:
            return False
        _, size = self._entries.popleft()
        self.dropped += 1
        self._bytes -= size
        self._journals.changed(self, -size)
        return True

    def clear(self) -> None:
        """Forget every entry; numbers go on."""
        size, self._bytes, self.dropped = self._bytes, 0, 0
        self._entries.clear()
        self._journals.changed(self, -size)


def _readable(hiding: Values | None, headers: list[tuple[bytes, bytes]]) -> list[list[str]]:
    read = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
    return [[name, hiding.header(name, value) if hiding else value] for name, value in read]


def _body(hiding: Values | None, body: bytes, size: int) -> dict[str, Any]:
    text = readable(body)
    return {"body": hiding.body(text) if hiding else text, "bytes": size, "truncated": size > len(body)}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"


def _hide(hiding: Values | None, text: str) -> str:
    return hiding.text(text) if hiding else text
