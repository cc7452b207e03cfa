"""A sandbox: one isolated world. Tests in different sandboxes do not affect each other."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from sqlalchemy import BigInteger, Double, false, literal_column, select

from emulator.journal.journal import Journal
from emulator.light.records import dataclass
from emulator.outgoing.client import Outgoing
from emulator.sandbox.clock import Clock, Position, machine_now, stopwatch
from emulator.sandbox.guard import Guard, LockedError, WriteWantedError, under_way
from emulator.sandbox.happenings import Happenings
from emulator.sandbox.ids import Ids
from emulator.sandbox.rates import Limit, Rates
from emulator.sandbox.settings import CommonSettings
from emulator.sandbox.shared_rates import SharedRates
from emulator.sandbox.waits import Waits
from emulator.store.database import Database
from emulator.store.failing import StorageError, why_unwritable
from emulator.store.files import Files
from emulator.store.parts import part
from emulator.store.rows import Row, Statement, Table
from emulator.store.tables import Column, column
from emulator.store.turns.turn import Deeds
from emulator.store.unit_of_work import UnitOfWork
from emulator.store.version import Version


class SandboxState(Table):
    """The state of a sandbox that survives a restart. `generation` grows with each reset, so that late work can notice the reset."""

    __tablename__ = "sandbox_state"

    generation: Column[int]
    clock_offset: Column[float] = column(Double)
    clock_held_at: Column[datetime | None]
    clock_scale: Column[float] = column(Double, server_default="1")
    clock_since: Column[datetime | None]
    ids_dealt: Column[dict[str, Any]]
    settings: Column[dict[str, Any]]
    prepared: Column[list[Any]]
    faulty: Column[bool] = column(server_default=false())
    ids_seed: Column[int] = column(BigInteger, server_default="0")
    created: Column[datetime | None]


CLOCK = ("clock_offset", "clock_held_at", "clock_scale", "clock_since")
VERSION = Version(literal_column("sandbox_state.xmin"))
"""Selects the version of a sandbox's row, for `Sandbox.seen`."""
_SEEN = select(*SandboxState.__table__.c, VERSION.label("seen"))
_STATE, _LOCK = Statement(_SEEN), Statement(_SEEN.with_for_update())
_LOCK_IF_FREE = Statement(_SEEN.with_for_update(skip_locked=True))


def _position(row: Row) -> Position:
    return timedelta(seconds=row["clock_offset"]), row["clock_held_at"], row["clock_scale"], row["clock_since"]


class Memory(NamedTuple):
    """A copy of a sandbox's state in memory, restored when a transaction is rolled back."""

    generation: int
    clock: Clock
    clock_position: Position
    ids_dealt: dict[str, int]
    ids_seed: int
    settings: CommonSettings
    changed_settings: dict[str, Any]
    vendors_in_use: frozenset[str]
    faulty: bool


class SandboxGoneError(Exception):
    """The sandbox was deleted while it was in use."""


@dataclass(frozen=True, slots=True)
class Means:
    """The things that all sandboxes share: the database, the files, and the client for calls to other servers."""

    database: Database
    files: Files
    outgoing: Outgoing


class Sandbox:
    """A sandbox's clock, ids, settings, limits and journal. `work()` gives access to its rows, `folder()` to its files, `outgoing` to other
    servers.

    `last_used` is a reading of the machine's stopwatch. `refusal` is the error that every unit of work raises if the sandbox's row does not
    exist (any more). `writes` counts the units of work that wrote or tried to. `faulty` is True if there are fault rules (emulator/faults).
    `created` is the machine's time of its creation; None for sandboxes of older versions. `is_stored` is True if it has a row. `seen` is
    the version of the row that was last read from a server, and `guard` keeps threads apart that change the memory of a sandbox.
    `newest` is the newest generation that was begun, committed or not.
    """

    def __init__(
        self, name: str, means: Means, settings: CommonSettings, journal: Journal, generation: int = 1
    ) -> None:
        self.name = name
        self.files = means.files
        self.outgoing = means.outgoing
        self.settings = self._default_settings = settings
        self.changed_settings: dict[str, Any] = {}
        self.clock = Clock()
        self.guard = Guard()
        self.ids = Ids(guard=self.guard if means.database.shared else None)
        self.generation = self.newest = generation
        self.refusal: Exception | None = None
        self.writes = 0
        self.vendors_in_use: frozenset[str] = frozenset()
        self.faulty = False
        self.journal = journal
        self.rates = SharedRates(means.database, name) if means.database.shared else Rates()
        announce = partial(means.database.peers.tell, name) if means.database.shared else None
        self.waits = Waits(announce and (lambda key: announce("cancel", {"generation": key[0], "job": key[1]})))
        self.happenings = Happenings(announce)
        self.last_used = stopwatch()
        self.created: datetime | None = machine_now()
        self.is_stored = False
        self.seen: Any = None
        self._database = means.database

    def work(self) -> "SandboxWork":
        """Start a unit of work on this sandbox's rows. On rollback, the ids dealt in it are dealt again."""
        return SandboxWork(self, self._database)

    def reading(self) -> "SandboxWork":
        """Start a read-only unit of work; it does not lock the sandbox for others."""
        work = self.work()
        work.only_reads = True
        return work

    def look(self) -> None:
        """Take over changes of other processes. Raises `SandboxGoneError` if one of them has deleted the sandbox."""
        if self._database.shared:
            with self.reading():
                pass

    def gone(self) -> SandboxGoneError:
        """The sandbox was deleted, here or by another process; every later unit of work raises this error."""
        self.refusal = SandboxGoneError(f"the sandbox {self.name} was deleted meanwhile")
        return self.refusal

    def folder(self) -> Path:
        """The sandbox's folder for files since its last reset."""
        return self.files.sandbox(self.name, self.generation)

    def on(self, database: Database) -> "Sandbox":
        """A copy of this sandbox whose rows are in another database, for trying something out."""
        means = Means(database, self.files, self.outgoing)
        other = Sandbox(self.name, means, self.settings, self.journal, self.generation)
        other.clock, other.ids = self.clock.copy(), Ids(self.ids.seed, dict(self.ids.dealt))
        other.changed_settings, other.vendors_in_use = self.changed_settings, self.vendors_in_use
        other.faulty = self.faulty
        return other

    def take_over(self, tried: "Sandbox", work: UnitOfWork) -> None:
        """Take over the state of a copy made by `on`, except for its clock; the caller copies its rows."""
        self.ids.deal_from(tried.ids)
        self.settings, self.changed_settings = tried.settings, tried.changed_settings
        self.vendors_in_use = tried.vendors_in_use
        self.save(work)

    def be_like(self, other: "Sandbox") -> None:
        """Take over the clock, ids and settings of another sandbox, and continue its journal's numbers."""
        state = other.state()
        self.settings, self.changed_settings = other.settings, other.changed_settings
        own: Row = {"generation": self.generation, "created": self.created}
        self.restore({**state, "ids_dealt": dict(state["ids_dealt"]), **own})
        self.journal.go_on_after(other.journal.last_number)

    def state(self) -> Row:
        """The state as a row, for `restore`."""
        clock = self.clock.before_move or self.clock
        return {
            "generation": self.generation,
            "clock_offset": clock.offset.total_seconds(),
            "clock_held_at": clock.held_at,
            "clock_scale": clock.scale,
            "clock_since": clock.since,
            "ids_dealt": self.ids.dealt,
            "settings": self.changed_settings,
            "prepared": sorted(self.vendors_in_use),
            "faulty": self.faulty,
            "ids_seed": self.ids.seed,
            "created": self.created,
        }

    def restore(self, row: Row) -> None:
        """Restore clock, ids and settings from a row."""
        self.is_stored = True
        self.generation = row["generation"]
        self.clock = Clock(*_position(row))
        self.ids.deal_from(Ids(row["ids_seed"], row["ids_dealt"]))
        self.change_settings(self._known(row["settings"]))
        self.vendors_in_use = frozenset(row["prepared"])
        self.faulty = row["faulty"]
        self.created = row["created"]

    def forget(self) -> None:
        """Forget all work from before another process reset the sandbox."""
        self.waits.cancel_until(self.generation - 1)

    def follow(self, row: Row) -> bool:
        """Take over the stored row that another process has changed; returns True if it was reset. Changes that are not stored yet, such as
        a clock that is being moved, stay."""
        own = self.state()
        was_reset = bool(own["generation"] != row["generation"])
        self.generation = row["generation"]
        if part(own, CLOCK) != part(row, CLOCK):
            self.clock.go_to(_position(row))
        self.ids.deal_from(Ids(row["ids_seed"], row["ids_dealt"]))
        if own["settings"] != row["settings"]:
            self.settings, self.changed_settings = self._default_settings, {}
            self.change_settings(self._known(row["settings"]))
        self.vendors_in_use, self.faulty = frozenset(row["prepared"]), row["faulty"]
        return was_reset

    def _known(self, changes: dict[str, Any]) -> dict[str, Any]:
        """The settings that exist in this version. A stored one may belong to an earlier version or to a vendor that is not installed."""
        return {name: value for name, value in changes.items() if name in type(self.settings).model_fields}

    def memory(self) -> Memory:
        """A copy of the state in memory, for `recall`."""
        return Memory(
            self.generation,
            self.clock,
            self.clock.position(),
            dict(self.ids.dealt),
            self.ids.seed,
            self.settings,
            self.changed_settings,
            self.vendors_in_use,
            self.faulty,
        )

    def recall(self, memory: Memory) -> None:
        """Restore the state after a rollback."""
        self.generation, self.clock, self.vendors_in_use = memory.generation, memory.clock, memory.vendors_in_use
        if self.clock.before_move is None:  # else another call is moving it
            self.clock.go_to(memory.clock_position)
        self.settings, self.changed_settings = memory.settings, memory.changed_settings
        self.faulty = memory.faulty
        self.ids.deal_from(Ids(memory.ids_seed, memory.ids_dealt))

    def over_limit(self, limit: Limit, key: str) -> int | None:
        """Count a use of a key. Returns the limit if the key has reached it (the use is not counted then), otherwise None."""
        allowed: int | None = getattr(self.settings, limit.setting)
        if allowed is None or self.rates.window(limit).admit(key, self.clock.seconds(), allowed):
            return None
        return allowed

    def change_settings(self, changes: dict[str, Any]) -> None:
        """Change settings of this sandbox. Raises pydantic's `ValidationError` and changes nothing if a value is invalid."""
        changed = {**self.changed_settings, **changes}
        if changed == self.changed_settings:  # thousands of sandboxes have the same settings: one object then
            return
        self.settings = type(self.settings).model_validate({**self.settings.model_dump(), **changed})
        self.changed_settings = changed

    def save(self, work: UnitOfWork) -> None:
        """Write the state within a unit of work."""
        work.update(SandboxState, {}, self.state())


class SandboxWork(UnitOfWork):
    """A unit of work that commits or rolls back a sandbox's rows and its memory together.

    With a shared database it locks the sandbox, unless it `only_reads`: then another thread may change the memory at the same time, so this
    unit of work neither stores nor restores it.
    """

    def __init__(self, sandbox: Sandbox, database: Database) -> None:
        super().__init__(database, sandbox.name)
        self._sandbox = sandbox
        self._before: Memory | None = None
        self.only_reads = self._only_looks = False
        self._guards = False

    def __enter__(self) -> Self:
        # Not earlier: a request may wait long for its body, and other calls take ids meanwhile.
        if self._sandbox.refusal is not None:
            raise self._sandbox.refusal
        self._only_looks = self.only_reads and self.database.shared
        if self._only_looks:
            self._before = None
            self._look()
            return self
        if self.database.shared:
            self._lock()
        self._before = self._sandbox.memory()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        finally:
            self._let_go()

    def _look(self) -> None:
        """Take over changes of others without locking the sandbox; not while this process is changing it."""
        sandbox = self._sandbox
        if sandbox.guard.is_mine:  # within a unit of work that does
            return
        if self._is_seen() or not sandbox.guard.acquire(0):
            return
        try:
            row = self.one(_STATE)  # again: another process may have stored a new row since
            if row is not None:
                if sandbox.follow(row):
                    sandbox.forget()
                sandbox.seen = row["seen"]
        finally:
            sandbox.guard.release()

    def _is_seen(self) -> bool:
        """True if the sandbox's row is the one that was last read. Raises `SandboxGoneError` if it is gone."""
        row = self.one(_STATE)
        if row is None and self._sandbox.is_stored:
            raise self._sandbox.gone()
        return row is None or row["seen"] == self._sandbox.seen

    def _let_go(self) -> None:
        if self._guards:
            self._guards = False
            self._sandbox.guard.release()

    def _lock(self) -> None:
        """Lock the sandbox for other threads and processes until the end, and take over their changes."""
        sandbox, waits = self._sandbox, not self._may_begin_again
        if not sandbox.guard.acquire(self.database.patience if waits else 0):
            raise StorageError(f"the sandbox {sandbox.name} is in use") if waits else LockedError(sandbox.name)
        self._guards = True
        try:
            deeds = self._open()
        except BaseException:
            self._let_go()
            raise
        if not self.database.locks(sandbox.name):
            return  # the surrounding unit of work has locked it
        try:
            row = self.one(_LOCK if waits else _LOCK_IF_FREE)
            if row is None and sandbox.is_stored:
                raise sandbox.gone() if waits or self.one(_STATE) is None else LockedError(sandbox.name)
            if row is not None and sandbox.is_stored and row["seen"] != sandbox.seen:
                if sandbox.follow(row):
                    deeds.after.append(sandbox.forget)
                sandbox.seen = row["seen"]
            if self.database.is_on_loop and (call := under_way()) is not None:
                call.entered(sandbox.name)
        except BaseException as error:  # not recalled: another unit of work may be using the memory
            self._deeds = None
            self.database.rollback()
            self._let_go()
            if why_unwritable(error) is not None:
                raise self.database.failed(error) from error
            raise

    @property
    def _may_begin_again(self) -> bool:
        """True if the call that this is part of can wait elsewhere. Here, all other calls would wait with it."""
        call = under_way()
        return call is not None and call.may_begin_again and self.database.is_on_loop

    def commit(self) -> None:
        if self._only_looks:
            return
        dealt = self._sandbox.ids.dealt
        if self._before is not None and dealt != self._before.ids_dealt:
            self.update(SandboxState, {}, {"ids_dealt": dealt})
        if self.wrote and (call := under_way()) is not None:
            call.may_begin_again = False
        wrote = self._deeds is not None
        super().commit()
        if wrote:
            self._before = self._sandbox.memory()

    def rollback(self) -> None:
        super().rollback()
        if self._before is not None:
            self._sandbox.recall(self._before)

    def _begin(self) -> Deeds:
        if self._only_looks:
            raise WriteWantedError
        wrote, begun = self.wrote, self._deeds is not None
        deeds = super()._begin()
        if not (begun and wrote):
            self._sandbox.writes += 1
            if self._before is None:  # not used in a `with` block
                self._before = self._sandbox.memory()
            deeds.undo.append(partial(self._sandbox.recall, self._before))
        return deeds
