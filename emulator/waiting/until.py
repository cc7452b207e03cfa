"""Waiting until something is so in a sandbox, without holding anything meanwhile."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from emulator.sandbox.sandbox import Sandbox

Found = TypeVar("Found")


async def wait_until(
    sandbox: Sandbox, look: Callable[[], Found], enough: Callable[[Found], bool], seconds: float
) -> Found:
    """The result of `look`, as soon as it is enough, or after so many seconds of the machine's time, or when the sandbox is deleted or the
    process stops. `look` is called again whenever something happens in the sandbox."""
    happenings = sandbox.happenings
    with happenings.listening() as wake:
        found = look()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not enough(found) and not happenings.ended:
                    await wake.wait()
                    wake.clear()
                    if not happenings.ended:
                        found = look()
        return found
