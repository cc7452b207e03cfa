"""Slow work in a thread that lets requests through: Python changes threads every 5 ms, which a request meets several times."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 0.0005
_running: list[float] = []


@contextmanager
def giving_way() -> Iterator[None]:
    """While it lasts threads change ten times as often. Enter it on the event loop's thread; it may overlap with others."""
    if not _running:
        _running.append(sys.getswitchinterval())
        sys.setswitchinterval(_SECONDS)
    _running.append(_SECONDS)
    try:
        yield
    finally:
        _running.pop()
        if len(_running) == 1:
            sys.setswitchinterval(_running.pop())
