"""Addresses that nothing good comes from: one that refuses, and one that takes a request and says no word while callers are let be."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

WAITING = 1024  # connections that the kernel takes for one that does not accept
POLL = 0.05


@dataclass(frozen=True, slots=True)
class Receivers:
    """Their URLs. Where connections hang, they are closed while `closes` is set, so that nothing has to be waited for."""

    dead: str
    hanging: str
    closes: threading.Event = field(default_factory=threading.Event)


@contextmanager
def receivers() -> Iterator[Receivers]:
    """Hold two ports: one without a listener, and one where connections are made and lie unread."""
    with socket.socket() as dead, socket.create_server(("127.0.0.1", 0), backlog=WAITING) as hanging:
        dead.bind(("127.0.0.1", 0))
        hanging.settimeout(POLL)
        found, over = Receivers(_url(dead), _url(hanging)), threading.Event()
        closing = threading.Thread(target=_close, args=[hanging, found.closes, over], daemon=True)
        closing.start()
        yield found
        over.set()
        found.closes.set()
        closing.join()


def _close(hanging: socket.socket, closes: threading.Event, over: threading.Event) -> None:
    while not over.is_set():
        closes.wait()
        with suppress(TimeoutError):
            hanging.accept()[0].close()


def _url(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/course.zip"
