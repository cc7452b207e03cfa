"""Write requests and responses to the sandbox's journal."""

import logging
import re
from datetime import datetime, timedelta

import orjson

from emulator import logs
from emulator.http import Message, Reply, Request, Scope, Send
from emulator.journal.entry import BODY_LIMIT, FIRST_REFUSAL, JournalEntry
from emulator.journal.packed_headers import ID, packed, without_id
from emulator.journal.recorder import Recorder
from emulator.journal.shared_journal import SharedJournal
from emulator.journal.stored_entry import request_id
from emulator.journal.why import NOTHING
from emulator.life.secrets import hiding_of
from emulator.light.records import dataclass
from emulator.sandbox.clock import stopwatch
from emulator.sandbox.sandbox import Sandbox
from emulator.settings import Settings
from emulator.store.written import shortened
from emulator.vendors.call import Call

UNSERVED = "none"  # in place of a vendor's name
MOST_HINTS = 10
LONGEST_HINT = 500
refused = logging.getLogger("lms_emulator.refused")

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Exchange:
    """A call with its answer. `name` is the owner of the path, `started` a reading of the stopwatch."""

    name: str
    call: Call
    scope: Scope
    reply: Reply
    headers: list[tuple[bytes, bytes]]
    started: float
    at: datetime
    size: int
    """The size of the answer's body before a fault changed it, in bytes."""


def write_down(exchange: Exchange, request_id: str = "") -> JournalEntry:
    """Add a journal entry for a call."""
    entry = _entry_of(exchange, request_id)
    sandbox = exchange.call.world.sandbox
    entry.number = sandbox.journal.next_number()
    sandbox.journal.add(entry)
    sandbox.happenings.tell("call")
    return entry


async def write_down_first(recorder: Recorder, exchange: Exchange) -> JournalEntry:
    """Add the entry before the answer is sent, where processes share the journal and the next call may reach another one. The call's id
    contains the entry's number, and is put into the headers."""
    call = exchange.call
    sandbox = call.world.sandbox
    assert isinstance(sandbox.journal, SharedJournal)
    exchange.at = sandbox.clock.now() - timedelta(seconds=stopwatch() - exchange.started)
    entry = _entry_of(exchange)
    is_kept = call.journaled and sandbox.refusal is None
    entry.number = await recorder.write(sandbox.journal, entry) if is_kept else 0
    entry.request_id = request_id(sandbox.name, entry.number) if entry.number else _of_no_entry(recorder, sandbox)
    logs.request_id.set(entry.request_id)
    named = [id_header(entry.request_id) if header[0] == ID else header for header in exchange.headers]
    exchange.headers[:] = named
    sandbox.happenings.tell("call")
    return entry


def _of_no_entry(recorder: Recorder, sandbox: Sandbox) -> str:
    """An id for a call without an entry, unique in this process."""
    return f"{sandbox.name}-{recorder.process}-{sandbox.journal.next_request()}"


def _entry_of(exchange: Exchange, request_id: str = "") -> JournalEntry:
    call, scope, reply = exchange.call, exchange.scope, exchange.reply
    request = call.request
    target = scope.get("raw_path", b"") + (b"?" + request.query_string if request.query_string else b"")
    return JournalEntry(
        number=0,
        at=exchange.at,
        vendor=exchange.name,
        method=request.method,
        target=target.decode("latin-1"),
        request_headers=packed(request.headers),
        request_body=request.body[:BODY_LIMIT],
        request_size=len(request.body) + sum([upload.size for upload in request.uploads.values()]),
        operation=call.operation.id if call.operation else None,
        status=reply.status,
        reason=reply.reason,
        response_headers=without_id(packed(exchange.headers), request_id),
        response_body=reply.body[:BODY_LIMIT],
        response_size=exchange.size,
        milliseconds=(stopwatch() - exchange.started) * 1000,
        notes=call.world.hints or (),
        injected=call.injected.document() if call.injected is not None else None,
        credential=call.caller,
        refusal=call.refusal,
        why=call.why or NOTHING,
        request_id=request_id,
        written=shortened(written) if (written := call.world.work.written) else (),
    )


async def write_down_unserved(
    recorder: Recorder | None,
    sandbox: Sandbox,
    scope: Scope,
    body: bytes,
    reply: Reply,
    words: str,
    settings: Settings,
) -> str:
    """Add an entry for a call at a path where nothing is served; returns the id of the request."""
    request = Request(scope["method"], scope["path"], scope["query_string"], scope["headers"], body=body)
    call, started = Call(sandbox, request), stopwatch()
    call.world.hint(words)
    outer = dict(scope, raw_path=scope["sandbox_prefix"].encode() + scope["raw_path"])
    identity = "" if recorder is not None else new_request_id(call)
    headers = [*reply.raw_headers(), id_header(identity)]
    exchange = Exchange(UNSERVED, call, outer, reply, headers, started, call.world.now(), reply.size)
    if recorder is not None:
        entry = await write_down_first(recorder, exchange)
    else:
        entry = write_down(exchange, identity)
    say_refused(entry, settings)
    return entry.request_id


def say_refused(entry: JournalEntry, settings: Settings) -> None:
    """Print a line to the terminal for a refused call, without secrets, unless the settings ask for quiet."""
    if entry.status >= FIRST_REFUSAL and not settings.quiet:
        token = settings.control_token
        hiding = hiding_of(token.get_secret_value() if token else None, captured=False)
        why = hiding.text(entry.explanation or "")
        refused.info("%s", _line(f"{entry.method} {hiding.text(entry.target)} {entry.status} {why}"))


def say_turned_away(scope: Scope, reply: Reply, settings: Settings) -> None:
    """Print the same line for a call that the gate refused, unless it answered with the login page."""
    if reply.status >= FIRST_REFUSAL and reply.content_type == "application/json" and not settings.quiet:
        path, why = scope["raw_path"].decode("latin-1"), orjson.loads(reply.body)["error"]
        refused.info("%s", _line(f"{scope['method']} {path} {reply.status} {why}"))


def _line(words: str) -> str:
    return _header_safe(words).decode("latin-1")


def new_request_id(call: Call) -> str:
    """A new request id: the sandbox and a count, so that each run has the same ids."""
    sandbox = call.world.sandbox
    made = f"{sandbox.name}-{sandbox.journal.next_request()}"
    logs.request_id.set(made)  # for log lines about the request
    return made


def id_header(request_id: str) -> tuple[bytes, bytes]:
    """The header with a request's id."""
    return ID, request_id.encode()


def identified(send: Send, number: int) -> Send:
    """A `send` that adds a request id to an answer that has none because no journal has the call."""

    request_id = f"_emulator-{number}"
    logs.request_id.set(request_id)

    async def named(message: Message) -> None:
        if message["type"] == "http.response.start" and not any(name == ID for name, _ in message["headers"]):
            message = {**message, "headers": [*message["headers"], id_header(request_id)]}
        await send(message)

    return named


def hint_headers(call: Call) -> list[tuple[bytes, bytes]]:
    """The X-Emulator-Hint headers of a call, within the number and length that clients accept. The journal has all hints in full."""
    hints = call.world.hints
    if len(hints) > MOST_HINTS:
        hints = [*hints[:MOST_HINTS], f"and {len(hints) - MOST_HINTS} more: GET /_emulator/journal"]
    return [(b"x-emulator-hint", _header_safe(hint)) for hint in hints]


def _header_safe(words: str) -> bytes:
    """One line of printable Latin-1, with everything else escaped. Long words are cut in the middle, so that the reason behind a long name
    is kept."""
    if len(words) > 2 * LONGEST_HINT:
        words = f"{words[:LONGEST_HINT]} {words[-LONGEST_HINT:]}"
    line = " ".join(words.split()).replace("…", "...")
    text = CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", line).encode("latin-1", "backslashreplace")
    return text if len(text) <= LONGEST_HINT else text[: LONGEST_HINT - 205] + b" ... " + text[-200:]
