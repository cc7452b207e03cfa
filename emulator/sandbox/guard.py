"""Which thread may change the memory of a sandbox, where threads share it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import RLock, get_ident


class WriteWantedError(Exception):
    """A unit of work that was begun as read-only wants to write: it has changed nothing, and is done again as one that may write."""


class LockedError(Exception):
    """Another thread or process is in a sandbox. Nothing has happened, and the call is to be done again once it has left."""

    def __init__(self, sandbox: str) -> None:
        super().__init__(f"the sandbox {sandbox} is locked")
        self.sandbox = sandbox


LOCKED = "locked"
"""Where the scope of a control call tells which sandbox it has to wait for before it is done again."""


class Repeatable:
    """A call that may be done again: as long as it has committed nothing."""

    def __init__(self) -> None:
        self.may_begin_again = True


_repeatable: ContextVar[Repeatable | None] = ContextVar("repeatable", default=None)


@contextmanager
def repeatable() -> Iterator[Repeatable]:
    """Within it a sandbox that is locked raises `LockedError`, on the event loop and until something was committed."""
    found = Repeatable()
    token = _repeatable.set(found)
    try:
        yield found
    finally:
        _repeatable.reset(token)


def under_way() -> Repeatable | None:
    """The call that this is part of, if it may be done again."""
    return _repeatable.get()


class Guard:
    """A lock of one thread at a time, which can take it again, and which can ask whether it is its own."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._owner: int | None = None
        self._depth = 0

    @property
    def is_mine(self) -> bool:
        """True if the thread that asks holds it."""
        return self._owner == get_ident()

    def acquire(self, *, blocking: bool = True) -> bool:
        """Take it; False if another thread has it and this one does not wait."""
        if not self._lock.acquire(blocking=blocking):
            return False
        self._owner = get_ident()
        self._depth += 1
        return True

    def release(self) -> None:
        """Give it back, as often as it was taken."""
        self._depth -= 1
        if not self._depth:
            self._owner = None
        self._lock.release()
