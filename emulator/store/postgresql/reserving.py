"""Holding a lock of the event loop for somebody who comes soon."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

SECONDS = 1.0


async def reserved(lock: asyncio.Lock, act: Coroutine[Any, Any, object]) -> Callable[[], None]:
    """Acquire the lock and await what is to be done under it; returns what releases the lock, once. Raises the exception that was returned.

    If nobody calls it, the lock is released after `SECONDS`: who was expected has left, or waits for somebody who waits for the lock.
    """
    await lock.acquire()
    try:
        done = await act
        if isinstance(done, BaseException):
            raise done
    except BaseException:
        lock.release()
        raise

    held = [lock]

    def release() -> None:
        timer.cancel()
        while held:
            held.pop().release()

    timer = asyncio.get_running_loop().call_later(SECONDS, release)
    return release
