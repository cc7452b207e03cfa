"""The calls to other servers that a sandbox's jobs wait for. A call can be cancelled when its result is no longer wanted."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Key = tuple[int, int]
"""A generation of the sandbox, and the number of a job."""


class Waits:
    """The calls of one sandbox by job. Used on the event loop only, but for `cancel_until`."""

    def __init__(self, announce: Callable[[Key], None] | None = None) -> None:
        """`announce` tells other processes which call to cancel."""
        self._announce = announce
        self._calls: dict[Key, asyncio.Task[None]] = {}

    async def wait(self, key: Key, call: Coroutine[Any, Any, None]) -> bool:
        """Make a call and wait for its end; False if it was cancelled here. Raises the errors of the call."""
        task = self._calls[key] = asyncio.create_task(call)
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait({task})
            raise
        finally:
            del self._calls[key]
        if task.cancelled():
            return False
        task.result()
        return True

    def cancel(self, key: Key) -> None:
        """Cancel the call of a job, in whichever process it is made."""
        if self._announce is not None and key not in self._calls:
            self._announce(key)
        self.cancel_here(key)

    def cancel_here(self, key: Key) -> None:
        """Cancel the call of a job, if this process makes it."""
        task = self._calls.get(key)
        if task is not None:
            task.cancel()

    def cancel_until(self, generation: int) -> None:
        """Cancel every call of this generation of the sandbox and of those before. Those of a newer one may have begun already. May be
        called in any thread, since each may be the first to read that another process has reset the sandbox."""
        for (of, _), task in list(self._calls.items()):
            if of <= generation:
                task.get_loop().call_soon_threadsafe(task.cancel)
