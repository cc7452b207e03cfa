"""Shorten the thread switch interval (5 ms by default), so that CPU-bound work in a thread does not hold requests up."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 0.0005
_running: list[float] = []


@contextmanager
def short_thread_switches() -> Iterator[None]:
    """Switch threads ten times as often inside the block. Enter it on the event loop's thread; blocks may overlap."""
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
