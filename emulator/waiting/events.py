"""What happens in a sandbox as server-sent events, for consoles that stay open.

All listeners of a sandbox get the same bytes, made once and at most four times a second, with many of them less often, so that a
hundred cost little more than one.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import orjson

from emulator.hiding.hiding import HiddenValues
from emulator.journal.short import listed
from emulator.sandbox.sandbox import Sandbox

PAUSE = 0.25  # seconds between two rounds, and as much again for each so many
LISTENERS = 10
MOST_ENTRIES = 100  # of a round; more of them are told as a number
MOST_ROUNDS = 40  # that a slow listener may be behind
KEEP_ALIVE = 15.0  # seconds of silence after which a comment is sent, which finds out who has left
OPENING = b"retry: 1000\n: lms-emulator\n\n"


class Events:
    """The events of one sandbox. A task makes the rounds while somebody listens."""

    def __init__(self, sandbox: Sandbox, hiding: Callable[[], HiddenValues]) -> None:
        self._sandbox = sandbox
        self._hiding = hiding
        self._listeners: set[Listener] = set()
        self._rounds: asyncio.Task[None] | None = None

    async def listen(self, after: int | None = None) -> AsyncIterator[bytes]:
        """Events until the sandbox is deleted or the process stops; first the calls with a number above `after`, if it is given."""
        listener = Listener()
        if after is not None:
            listener.give(self._calls(after)[0])
        self._listeners.add(listener)
        if self._rounds is None or self._rounds.done():
            self._rounds = asyncio.create_task(self._make_rounds())
        try:
            yield OPENING
            while (part := await listener.next()) is not None:
                yield part
        finally:
            self._listeners.discard(listener)
            if not self._listeners and self._rounds is not None:
                self._rounds.cancel()
                self._rounds = None

    async def _make_rounds(self) -> None:
        happenings = self._sandbox.happenings
        number, count = self._sandbox.journal.last_number, happenings.count
        with happenings.listening() as wake:
            while not happenings.ended:
                await wake.wait()
                wake.clear()
                calls, number = self._calls(number)
                part = calls + self._others(count)
                count = happenings.count
                if part:
                    for listener in self._listeners:
                        listener.give(part)
                if not happenings.ended:
                    await asyncio.sleep(PAUSE * (1 + len(self._listeners) // LISTENERS))
        for listener in self._listeners:
            listener.end()

    def _calls(self, after: int) -> tuple[bytes, int]:
        """The calls with a higher number, and the last number."""
        new = self._sandbox.journal.after(after)
        if not new:
            return b"", after
        hiding, skipped = self._hiding(), len(new) - MOST_ENTRIES
        parts = [_event("skipped", {"calls": skipped})] if skipped > 0 else []
        parts += [_event("call", listed(entry, hiding), entry.number) for entry in new[-MOST_ENTRIES:]]
        return b"".join(parts), new[-1].number

    def _others(self, after: int) -> bytes:
        happened = [each for each in self._sandbox.happenings.recent if each[0] > after]
        return b"".join(_event(topic, self._shown(details)) for _, topic, details in happened)

    def _shown(self, details: dict[str, object]) -> dict[str, object]:
        reason = details.get("reason")
        return {**details, "reason": self._hiding().text(reason)} if isinstance(reason, str) else details


class Listener:
    """One who listens: what was not sent yet, the oldest of which is dropped if it is too much."""

    def __init__(self) -> None:
        self._parts: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._ended = False

    def give(self, part: bytes) -> None:
        """Something to send."""
        if len(self._parts) >= MOST_ROUNDS:
            self._parts.clear()
            self._parts.append(_event("skipped", {"calls": None}))
        self._parts.append(part)
        self._wake.set()

    def end(self) -> None:
        """There is nothing more to come."""
        self._ended = True
        self._wake.set()

    async def next(self) -> bytes | None:
        """What is to be sent next, a comment if nothing happens for long; None at the end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(KEEP_ALIVE):
                await self._wake.wait()
        self._wake.clear()
        if self._parts:
            part = b"".join(self._parts)
            self._parts.clear()
            if self._ended:
                self._wake.set()
            return part
        return None if self._ended else b": still here\n\n"


def _event(name: str, data: object, number: int | None = None) -> bytes:
    identity = b"" if number is None else b"id: %d\n" % number
    return b"%sevent: %s\ndata: %s\n\n" % (identity, name.encode(), orjson.dumps(data, option=orjson.OPT_UTC_Z))
