"""Which thread may change the memory of a sandbox, where threads share it."""

from threading import RLock, get_ident


class WriteWantedError(Exception):
    """A unit of work that was begun as read-only wants to write: it has changed nothing, and is done again as one that may write."""


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
