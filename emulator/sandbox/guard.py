"""A lock that decides which thread may change the memory of a sandbox."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import RLock, get_ident


class WriteWantedError(Exception):
    """A read-only unit of work has to write. It has changed nothing; the call is repeated in one that may write."""


class LockedError(Exception):
    """Another thread or process uses the sandbox. Nothing was changed; the call is to be repeated when the sandbox is free."""

    def __init__(self, sandbox: str) -> None:
        super().__init__(f"the sandbox {sandbox} is locked")
        self.sandbox = sandbox


LOCKED = "locked"
"""The key in the scope of a control call that names the sandbox to wait for before the call is repeated."""


class Repeatable:
    """A call that may be repeated as long as it has committed nothing. `turn` is its turn in a sandbox that it has waited for."""

    def __init__(self, turn: "Reservation | None" = None) -> None:
        self.may_begin_again = True
        self.turn = turn

    def entered(self, sandbox: str) -> None:
        """It is in a sandbox: if it is the one that was waited for, the next may come in after it."""
        if self.turn is not None and self.turn.sandbox == sandbox:
            self.turn.end()


class Reservation:
    """Keeps other threads out of a sandbox until it ends, so that they are not ahead again of who has waited."""

    def __init__(self, sandbox: str, end: Callable[[], None]) -> None:
        self.sandbox = sandbox
        self.end = end


_repeatable: ContextVar[Repeatable | None] = ContextVar("repeatable", default=None)


@contextmanager
def repeatable(turn: Reservation | None = None) -> Iterator[Repeatable]:
    """In this block a locked sandbox raises `LockedError`, if it is used on the event loop and nothing was committed yet. The turn ends
    with it."""
    found = Repeatable(turn)
    token = _repeatable.set(found)
    try:
        yield found
    finally:
        _repeatable.reset(token)
        if turn is not None:
            turn.end()


@contextmanager
def still_repeatable() -> Iterator[None]:
    """What is committed in this block does not keep a call from being repeated: the repeated one finds it done."""
    call = under_way()
    before = call is not None and call.may_begin_again
    try:
        yield
    finally:
        if call is not None:
            call.may_begin_again = before


def under_way() -> Repeatable | None:
    """The repeatable call that this code belongs to, or None."""
    return _repeatable.get()


class Guard:
    """A reentrant lock for threads that can tell whether the calling thread holds it."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._owner: int | None = None
        self._depth = 0

    @property
    def is_mine(self) -> bool:
        """True if the calling thread holds it."""
        return self._owner == get_ident()

    def acquire(self, seconds: float) -> bool:
        """Take the lock; False if another thread still holds it after so many seconds. Below 0, wait until it is free."""
        if not self._lock.acquire(timeout=seconds):
            return False
        self._owner = get_ident()
        self._depth += 1
        return True

    def release(self) -> None:
        """Release it once for each time it was acquired."""
        self._depth -= 1
        if not self._depth:
            self._owner = None
        self._lock.release()
