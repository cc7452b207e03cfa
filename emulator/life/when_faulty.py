"""Checking for faults of a call. `faulting.py`, which applies them, is imported with the first fault."""

from emulator.http import Receive, Reply, Scope, Send
from emulator.imports import bring
from emulator.life.faulty import Faulty
from emulator.vendors.call import Call

HEADER = b"x-emulator-fault"


def may_fail(call: Call) -> bool:
    """True if the sandbox has fault rules, or the request asks for a fault."""
    return call.world.sandbox.faulty or call.request.header(HEADER) is not None


async def begin_faults(service: Faulty, call: Call, receive: Receive) -> None:
    """Apply the faults that come before the work, once the body is received."""
    await bring("emulator.life.faulting")
    from emulator.life import faulting

    await faulting.begin(service, call, receive)


async def end_faults(service: Faulty, call: Call, receive: Receive) -> None:
    """Apply the faults that come after the work was committed."""
    from emulator.life import faulting

    await faulting.end(service, call, receive)


async def send_faulty(
    call: Call, reply: Reply, scope: Scope, receive: Receive, send: Send, headers: list[tuple[bytes, bytes]]
) -> None:
    """Send the reply of a call that has a fault."""
    from emulator.life import faulting

    assert call.injected is not None
    await faulting.send(call.injected, reply, scope, receive, send, headers)
