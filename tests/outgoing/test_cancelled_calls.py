"""A call that is cancelled leaves no connection open, in whichever moment: nobody else would close it as long as the other side waits."""

import asyncio
import ssl
import sys
import time
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from emulator.outgoing.client import Outgoing
from emulator.outgoing.connections import CallConnections
from emulator.outgoing.mail_server import send_mail
from emulator.outgoing.own import OwnAddresses
from emulator.outgoing.policy import Policy
from tests.outgoing.certificates import certificate_for
from tests.outgoing.hanging import Hanging, hanging_server

MOMENTS = 60
"""Turns of the event loop after which a call is cancelled: one that goes on has sent its request before."""
SECONDS = 20.0
ANY = Policy("any")

Call = Callable[[], Awaitable[object]]


def loop_factories() -> list[Any]:
    """asyncio's own event loop, and the one that the server uses where it can be had."""
    if sys.platform == "win32":
        return [asyncio.new_event_loop]
    import uvloop

    return [asyncio.new_event_loop, uvloop.new_event_loop]


async def left_open(hanging: Hanging, call: Call, *, stalled: bool) -> int:
    """Cancel the call after each number of turns; returns how many connections stay open.

    If `stalled`, each turn takes a millisecond, so that more of what the other side does falls within it.
    """
    first = asyncio.ensure_future(call())  # imports what it needs, in threads
    while hanging.begun == 0 and not first.done():
        await asyncio.sleep(0.01)
    assert not first.done(), first.exception()
    for moment in range(MOMENTS):
        task = asyncio.ensure_future(call()) if moment else first
        for _ in range(moment):
            await asyncio.sleep(0)
            if stalled:
                time.sleep(0.001)
        task.cancel()
        while not (await asyncio.wait({task}, timeout=0.05))[0]:
            task.cancel()  # wait_for of Python 3.11 misses one that comes when its future is done; aiosmtplib connects so
    return await closed(hanging)


async def closed(hanging: Hanging) -> int:
    """Wait until no connection is open, ten seconds at most; returns how many are."""
    for _ in range(1000):
        if not hanging.open:
            break
        await asyncio.sleep(0.01)
    return hanging.open


@pytest.mark.parametrize("stalled", [False, True])
@pytest.mark.parametrize("loop", loop_factories())
@pytest.mark.parametrize("kind", ["http", "https", "handshake", "proxy", "mail", "greeted mail"])
def test_no_connection_stays_open(
    kind: str, loop: Any, stalled: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = None
    if kind == "https":
        certificate = certificate_for(tmp_path, "127.0.0.1")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    greeting = b"220 hanging.example ESMTP\r\n" if kind == "greeted mail" else b""
    with hanging_server(context, greeting) as hanging, asyncio.Runner(loop_factory=loop) as runner:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{hanging.port}")
        assert runner.run(left_open(hanging, calling(kind, hanging), stalled=stalled)) == 0


def test_all_connections_of_a_call_are_closed_if_it_is_cancelled_while_it_closes_the_first() -> None:
    async def run() -> int:
        connections = CallConnections()
        for _ in range(3):  # as by redirects
            await connections.connect_tcp("127.0.0.1", hanging.port)
        while hanging.begun < 3:
            await asyncio.sleep(0.01)
        closing = asyncio.create_task(connections.close())
        await asyncio.sleep(0)
        closing.cancel()
        await asyncio.wait({closing})
        return await closed(hanging)

    with hanging_server() as hanging:
        assert asyncio.run(run()) == 0


def calling(kind: str, hanging: Hanging) -> Call:
    """A call to the server that hangs, of this kind."""
    if "mail" in kind:
        return lambda: send_mail(ANY, f"127.0.0.1:{hanging.port}", SECONDS, "jo@example.com", EmailMessage)
    outgoing = Outgoing(ANY, OwnAddresses(lambda path: False), by_proxy=kind == "proxy")
    url = {"handshake": hanging.url.replace("http:", "https:"), "proxy": "https://192.0.2.1/"}.get(kind, hanging.url)

    async def call() -> None:
        async with outgoing.call("GET", url, SECONDS) as response:
            await response.aread()

    return call
