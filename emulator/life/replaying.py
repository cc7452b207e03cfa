"""Sending a call of the journal again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from urllib.parse import unquote

from emulator.http import Message, Receive, Scope, Send
from emulator.journal.entry import JournalEntry
from emulator.journal.packed_headers import unpacked

App = Callable[[Scope, Receive, Send], Awaitable[None]]


class BodyNotKeptError(Exception):
    """The journal has only the beginning of the request's body, or it was a form with files, which the journal does not keep."""


async def replay(app: App, entry: JournalEntry, like: Scope, root: str) -> tuple[int, str]:
    """Send the call again with the same headers (and so the same credentials) and body. Returns the status and the request id; 0 and an
    empty text if a fault ended the connection.

    It enters the app like a call from outside. `like` is the scope of the request that asks for it, `root` the path at which the app is
    mounted.
    """
    if entry.request_size > len(entry.request_body):
        raise BodyNotKeptError(
            f"the journal has {len(entry.request_body)} of the {entry.request_size} bytes of the body, so it cannot be sent again"
        )
    target, _, query = entry.target.partition("?")
    scope = {
        **{name: like[name] for name in ("asgi", "client", "http_version", "scheme", "server", "type") if name in like},
        "method": entry.method,
        "path": unquote(target),
        "raw_path": target.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "root_path": root,
        "headers": unpacked(entry.request_headers),
        "state": dict(like.get("state", {})),
    }
    heard = _Heard(entry.request_body)
    with suppress(ConnectionResetError):
        await app(scope, heard.receive, heard.send)
    return heard.status, heard.request_id


class _Heard:
    """The client's side of the call: provides the body, and notes status and headers of the response."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self.status = 0
        self.request_id = ""

    async def receive(self) -> Message:
        if self._body is None:
            await asyncio.Event().wait()  # this client never disconnects
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            named = {name: value for name, value in message["headers"] if name == b"x-emulator-request-id"}
            self.request_id = next(iter(named.values()), b"").decode()
