"""Addresses that nothing good comes from: one that refuses, and one that takes a request and never says a word."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WAITING = 1024  # connections that the kernel takes for one that never accepts


@dataclass(frozen=True, slots=True)
class Receivers:
    """Their URLs."""

    dead: str
    hanging: str


@contextmanager
def receivers() -> Iterator[Receivers]:
    """Hold two ports: one without a listener, and one where connections are made and lie unread."""
    with socket.socket() as dead, socket.create_server(("127.0.0.1", 0), backlog=WAITING) as hanging:
        dead.bind(("127.0.0.1", 0))
        yield Receivers(_url(dead), _url(hanging))


def _url(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/course.zip"
