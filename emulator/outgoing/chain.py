"""How many calls of the emulator's own led to this one: a postback to one of our own endpoints may cause the next postback, and so on.

The depth goes along with a call in a header, with the job that it starts in the job's detail, and between both in the context.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

HEADER = "X-Emulator-Chain"
NAME = HEADER.lower().encode()
KEY = "chain"  # in the detail of a job
LONGEST = 10

_depth: ContextVar[int] = ContextVar("depth", default=0)


def depth() -> int:
    """How many of the emulator's own calls led here; 0 for a request by others."""
    return _depth.get()


@contextmanager
def within(depth: int) -> Iterator[None]:
    """Calls within this block count as caused by this many calls."""
    token = _depth.set(depth)
    try:
        yield
    finally:
        _depth.reset(token)


def noted(detail: Mapping[str, Any]) -> dict[str, Any]:
    """The detail of a job that is started here."""
    here = _depth.get()
    return {**detail, KEY: here} if here else dict(detail)


def said(text: str | None) -> int:
    """The depth in the header of a request; an impossible value counts as the deepest."""
    if text is None:
        return 0
    return min(int(text), LONGEST) if text.isascii() and text.isdigit() and len(text) < 4 else LONGEST
