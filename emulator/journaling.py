"""Write requests and responses to the sandbox's journal."""

from datetime import datetime

from emulator.http import Reply, Scope
from emulator.sandbox.clock import stopwatch
from emulator.sandbox.journal import BODY_LIMIT, Entry
from emulator.vendors.call import Call


def write_down(
    name: str,
    call: Call,
    scope: Scope,
    reply: Reply,
    headers: list[tuple[bytes, bytes]],
    size: int,
    at: datetime,
    started: float,
) -> None:
    """Add a journal entry for a call. `name` is the owner of the path, `started` a reading of the stopwatch."""
    journal, request = call.world.sandbox.journal, call.request
    target = scope.get("raw_path", b"") + (b"?" + request.query_string if request.query_string else b"")
    entry = Entry(
        number=journal.next_number(),
        at=at,
        vendor=name,
        method=request.method,
        target=target.decode("latin-1"),
        request_headers=request.headers,
        request_body=request.body[:BODY_LIMIT],
        request_size=len(request.body) + sum(upload.size for upload in request.uploads.values()),
        operation=call.operation.id if call.operation else None,
        status=reply.status,
        reason=reply.reason,
        response_headers=headers,
        response_body=reply.body[:BODY_LIMIT],
        response_size=size,
        milliseconds=(stopwatch() - started) * 1000,
        notes=call.world.hints,
    )
    journal.add(entry)


def hint_headers(call: Call) -> list[tuple[bytes, bytes]]:
    """The X-Emulator-Hint headers of a call."""
    return [(b"x-emulator-hint", _header_safe(hint)) for hint in call.world.hints]


def _header_safe(words: str) -> bytes:
    return " ".join(words.split())[:500].encode("latin-1", "replace")
