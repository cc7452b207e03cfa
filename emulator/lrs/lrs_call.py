"""One request to one LRS: a world, and who calls."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row

OWNER = "lrs"  # the credential of statements that the LRS itself has stored
Reading = Literal["none", "own", "all"]


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller and its permissions.

    `credential` is what it authenticated with: callers with the permission `own` see only statements stored with the same one. `authority`
    is the Agent in the authority of its statements. `session` is the row of a launched session, whose rules then apply.
    """

    credential: str
    authority: JsonObject
    may_write: bool = True
    may_read: Reading = "all"
    session: Row | None = None


Labels = Callable[["LrsCall", JsonObject], Iterable[str]]
"""What else a statement is to be found by, in words of the LRS's owner (`references.LABEL`)."""
Stored = Callable[["LrsCall", list[JsonObject]], None]
"""Is told of the statements that a request has stored, in the same unit of work."""


@dataclass(slots=True)
class LrsCall:
    """`root` is the path of the LRS as its callers reach it, without a slash at the end. `version` is what the caller speaks.

    `owner` is the Agent of the LRS itself, the actor of the statements that it writes.
    """

    world: World
    lrs: str
    root: str
    caller: Caller
    owner: JsonObject
    version: str = "1.0.3"
    stored: Stored | None = None
    labels: Labels | None = None

    def now(self) -> datetime:
        """The sandbox's time to the millisecond, which is how fine timestamps are written."""
        moment = self.world.now()
        return moment - timedelta(microseconds=moment.microsecond % 1000)

    def own(self) -> "LrsCall":
        """The same call with the LRS itself as the caller."""
        return replace(self, caller=Caller(OWNER, self.owner))

    def key(self, **more: Any) -> dict[str, Any]:
        """The columns that a row of this LRS is found by."""
        return {"lrs": self.lrs, **more}
