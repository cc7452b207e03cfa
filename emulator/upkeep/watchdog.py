"""The watchdog: a thread that says where the event loop stands still, and when it goes on."""

import asyncio
import logging
import sys
import threading
import traceback

from emulator.metrics.counts import Stalls
from emulator.sandbox.clock import stopwatch

log = logging.getLogger("lms_emulator.upkeep.watchdog")

LOOK_SECONDS = 0.5  # between two looks
STALL_SECONDS = 1.0  # a loop that does not come to a call within this time stands still


class Watchdog:
    """Watches the loop that runs in the thread that makes this, and counts its stalls."""

    def __init__(self, loop: asyncio.AbstractEventLoop, stalls: Stalls | None = None) -> None:
        self._loop = loop
        self._stalls = stalls if stalls is not None else Stalls()
        self._watched = threading.get_ident()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            alive, asked = threading.Event(), stopwatch()
            try:
                self._loop.call_soon_threadsafe(alive.set)
            except RuntimeError:  # the loop is closed
                return
            if alive.wait(STALL_SECONDS):
                continue
            self._stalls.count += 1
            log.error("the server has stood still for %g s, here:\n%s", STALL_SECONDS, self._stack())
            while not alive.wait(STALL_SECONDS):
                if self._ended.is_set() or self._loop.is_closed():
                    return
            self._stalls.seconds += stopwatch() - asked
            log.error("the server goes on after %.1f s", stopwatch() - asked)

    def _stack(self) -> str:
        frame = sys._current_frames().get(self._watched)
        return "".join(traceback.format_stack(frame)) if frame else "(the thread has ended)"
