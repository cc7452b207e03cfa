"""A transaction, with the actions after its COMMIT or rollback, and those who wait for its end."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

log = logging.getLogger("lms_emulator.store")

Deed = Callable[[], object]
Result = TypeVar("Result")


class Deeds:
    """Actions to run after a transaction is committed, and actions to run if it is rolled back: `removals` only if that is certain."""

    def __init__(self) -> None:
        self.after, self.undo, self.removals = list[Deed](), list[Deed](), list[Deed]()

    def add(self, other: "Deeds") -> None:
        """Append the actions of another."""
        self.after += other.after
        self.undo += other.undo
        self.removals += other.removals

    def do(self) -> None:
        """Run the actions after a COMMIT."""
        self._all(self.after)

    def take_back(self, *, in_doubt: bool = False) -> None:
        """Run the actions after a rollback, the last first, each once. `in_doubt`: it may have been committed nevertheless."""
        undo = self.undo if in_doubt else self.undo + self.removals
        self.after, self.undo, self.removals = [], [], []
        self._all(undo[::-1])

    def _all(self, deeds: list[Deed]) -> None:
        for deed in deeds:
            try:
                deed()
            except Exception:  # the other actions must still run; the next start completes the rest
                log.exception("after a transaction")


class Turn(Deeds):
    """The transaction that the units of work of a turn of the event loop share, `units` of them; `flushed` is None where no loop runs."""

    def __init__(self, flushed: asyncio.Future[None] | None) -> None:
        super().__init__()
        self.flushed = flushed
        self.units = 0
        self.ended = list[Deed]()

    async def at_end(self, look: Callable[[], Result]) -> Result:
        """The result of a function that is called as soon as the transaction is committed or lost, before anything else is written."""
        found: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self.ended.append(partial(_resolve, found, look))
        return await found

    def end(self) -> None:
        """Call the functions that wait for its end."""
        for deed in self.ended:
            deed()


def _resolve(future: "asyncio.Future[Result]", look: Callable[[], Result]) -> None:
    """Give a future the result of a function, unless nobody waits for it any more."""
    if future.done():
        return
    try:
        future.set_result(look())
    except Exception as error:  # noqa: BLE001 - raised for whoever waits
        future.set_exception(error)
