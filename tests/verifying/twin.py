"""A twin of the emulator that stands for the real vendor, and can be broken on purpose."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from emulator.http import Message, Receive, Scope, Send

BELOW = "/~twin"
"""The sandboxes whose answers are altered."""


@dataclass(slots=True)
class Altered:
    """An answer, to be changed. `reason` is None if it stays."""

    method: str
    path: str
    query: str
    status: int
    headers: dict[str, str]
    body: bytes
    reason: str | None = None
    seconds: float = 0.0

    def json(self, change: Callable[[Any], Any]) -> None:
        """Change a JSON body: in place, or by what is returned."""
        if "json" in self.headers.get("content-type", ""):
            document = json.loads(self.body)
            changed = change(document)
            self.body = json.dumps(document if changed is None else changed).encode()

    def text(self, old: str, new: str) -> None:
        """Change the text of the body."""
        self.body = self.body.replace(old.encode(), new.encode())


@dataclass(slots=True)
class Twin:
    """Serves what the app serves, and alters it in the sandboxes below `BELOW`. `asked` has what was called there, `under_way` how many
    of these calls are not answered yet."""

    app: Any
    alter: Callable[[Altered], None] | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    under_way: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or not scope["path"].startswith(BELOW) or "/_emulator" in scope["path"]:
            await self.app(scope, receive, send)
            return
        self.asked.append((scope["method"], scope["path"]))
        self.under_way += 1
        try:
            await (self.app if self.alter is None else self._altered)(scope, receive, send)
        finally:
            self.under_way -= 1

    async def _altered(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        body = bytearray()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                body.extend(message.get("body", b""))

        await self.app(scope, receive, keep)
        headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        path = "/" + scope["path"].partition("/~")[2].partition("/")[2]
        answer = Altered(
            scope["method"], path, unquote(scope["query_string"].decode()), start["status"], headers, bytes(body)
        )
        assert self.alter is not None
        self.alter(answer)
        await asyncio.sleep(answer.seconds)
        if answer.reason is not None:
            scope["transport"].reason = answer.reason.encode()
        if "content-length" in answer.headers:
            answer.headers["content-length"] = str(len(answer.body))
        raw = [(name.encode(), value.encode()) for name, value in answer.headers.items()]
        await send({"type": "http.response.start", "status": answer.status, "headers": raw})
        await send({"type": "http.response.body", "body": answer.body})
