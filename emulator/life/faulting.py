"""Applying faults to a call. It is imported with the first fault, so that a process without faults does not pay for it."""

import asyncio
from contextlib import suppress

from emulator.faults import header
from emulator.faults.counting import hit
from emulator.faults.effect import CallEffect
from emulator.faults.header import FaultHeaderError, read_header
from emulator.faults.injected import Injected
from emulator.faults.matching import CallFacts
from emulator.faults.rule import CallRule
from emulator.faults.spread import seconds_of
from emulator.http import Message, Receive, Reply, Scope, Send, send_reply
from emulator.life.faulty import Faulty, HungUpError, Unanswered
from emulator.sandbox.ids import fraction
from emulator.vendors.call import Call

TICK = 0.1  # seconds between two parts of a body that is sent slowly
GARBLE = bytes(each ^ 0x2A for each in range(256))  # flips bits, so that neither JSON nor XML begins as it should


async def begin(service: Faulty, call: Call, receive: Receive) -> None:
    """Find the fault of a call whose body was received, and apply it if it comes before the call's work. Raises what ends the call."""
    call.injected = _asked_for(service, call) or await _by_rule(service, call)
    if call.injected is None:
        return
    call.world.hint(call.injected.words(), first=True)
    if call.injected.do.where == "before":
        await _happen(service, call, receive)


async def end(service: Faulty, call: Call, receive: Receive) -> None:
    """Apply a fault that comes after the work was committed. Raises what ends the call."""
    if call.injected is not None and call.injected.do.where == "after":
        await _happen(service, call, receive)


async def send(
    injected: Injected, reply: Reply, scope: Scope, receive: Receive, sending: Send, headers: list[tuple[bytes, bytes]]
) -> None:
    """Send a reply as the fault says: not at all, in part, slowly, or damaged."""
    do = injected.do
    if injected.left:
        return
    if do.connection is not None or (do.body == "cut" and not reply.size):
        await _hang_up(scope, receive, reset=do.connection == "reset")
        return
    spoiling = sending if do.body is None and do.trickle is None else _Spoiling(do, reply.size, receive, sending)
    with suppress(Unanswered):
        await send_reply(reply, scope, spoiling, headers)
        if do.body == "cut":
            await _hang_up(scope, receive, reset=False)


def _asked_for(service: Faulty, call: Call) -> Injected | None:
    """The fault that the request's header asks for."""
    values = [value.decode("latin-1") for name, value in call.request.headers if name == header.KEY]
    if not values:
        return None
    given = "; ".join(values)
    try:
        do = read_header(given)
        if not service.knows(do):
            raise FaultHeaderError(f"{header.NAME}: {service.name} has no error {do.error or 'for a rate limit'}")
    except FaultHeaderError as error:
        raise service.bad_header(call, str(error)) from None
    return Injected(do, seconds_of(do.delay, *(fraction(0, given, count) for count in (0, 1))))


async def _by_rule(service: Faulty, call: Call) -> Injected | None:
    if not call.world.sandbox.faulty:
        return None
    facts = _facts(service, call)

    def matches(rule: CallRule) -> bool:
        return facts.match(rule.match) and service.knows(rule.do)

    found = await hit(call.world.sandbox, "calls", matches)
    return Injected.by_rule(found) if found is not None else None


def _facts(service: Faulty, call: Call) -> CallFacts:
    request = call.request

    def has(text: str) -> bool:
        return text.encode() in request.body or any(text in each for values in request.form.values() for each in values)

    return CallFacts(
        service.name,
        call.operation.id if call.operation is not None else None,
        request.method,
        (service.base_path(call) + request.path, request.path or "/"),
        lambda: (service.credential(call), call.caller),
        has,
    )


async def _happen(service: Faulty, call: Call, receive: Receive) -> None:
    injected = call.injected
    assert injected is not None
    if injected.seconds and await _has_left(receive, injected.seconds):
        injected.left = True
        call.world.hint("the client left while it waited")
    if injected.left or injected.do.connection is not None:
        if injected.do.where == "before":
            raise Unanswered
    elif injected.do.fails:
        raise service.failure(call, injected.do)


async def _has_left(receive: Receive, seconds: float) -> bool:
    """Wait for this many seconds; True if the client disconnected meanwhile."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await _gone(receive)
            return True
    return False


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _hang_up(scope: Scope, receive: Receive, *, reset: bool) -> None:
    """Close the connection. If the app is called in process there is none, and the caller gets an error."""
    transport = scope.get("transport")
    if transport is None:
        raise HungUpError
    transport.hang_up(reset=reset)
    await _gone(receive)


class _Spoiling:
    """A `send` that sends the body as the fault says. Raises `Unanswered` once the client has disconnected."""

    def __init__(self, do: CallEffect, size: int, receive: Receive, sending: Send) -> None:
        self._do = do
        self._left = size // 2 if do.body == "cut" else size
        self._step = max(1, int(self._left * TICK / do.trickle)) if do.trickle else self._left + 1
        self._receive = receive
        self._send = sending

    async def __call__(self, message: Message) -> None:
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        body = message["body"][: self._left]
        self._left -= len(body)
        if self._do.body == "garble":
            body = body.translate(GARBLE)
        for at in range(0, len(body), self._step):
            await self._send({**message, "body": body[at : at + self._step], "more_body": True})
            if self._do.trickle and await _has_left(self._receive, TICK):
                raise Unanswered
        if not message.get("more_body") and self._do.body != "cut":
            await self._send({"type": "http.response.body", "body": b""})
