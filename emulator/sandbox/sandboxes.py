"""All sandboxes of one emulator, found by name and created at the first call."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from sqlalchemy import select

from emulator.journal.journal import Journal
from emulator.journal.journals import Journals
from emulator.journal.shared_journal import SharedJournal
from emulator.outgoing.client import Outgoing
from emulator.sandbox.clock import machine_now, stopwatch
from emulator.sandbox.guard import still_repeatable
from emulator.sandbox.happenings import Topic
from emulator.sandbox.kept import is_kept, new_name, snapshots
from emulator.sandbox.names import check_name
from emulator.sandbox.owners import Owners
from emulator.sandbox.sandbox import Means, Sandbox, SandboxGoneError, SandboxState
from emulator.sandbox.settings import CommonSettings
from emulator.sandbox.shared_owners import SharedOwners
from emulator.store.database import Database
from emulator.store.failing import StorageError, is_doubled
from emulator.store.files import Files
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

DEFAULT = "default"

_STATES = Statement(
    select(SandboxState.sandbox, SandboxState.prepared, SandboxState.created).order_by(SandboxState.sandbox),
    every_sandbox=True,
)

_IS_STORED = Statement(select(SandboxState.generation))

_NOTE_DELETED = """
    INSERT INTO deleted_sandboxes AS d VALUES (true, $1)
    ON CONFLICT (one) DO UPDATE SET generation = greatest(d.generation, excluded.generation)
"""
_AFTER_DELETED = "SELECT coalesce(max(generation), 1) FROM deleted_sandboxes"
_NOTE_USE = """
    INSERT INTO sandbox_use AS u VALUES ($1, now() - make_interval(secs => $2))
    ON CONFLICT (of) DO UPDATE SET at = greatest(u.at, excluded.at)
"""
_USED = "SELECT of FROM sandbox_use WHERE at >= now() - make_interval(secs => $1)"


class Sandboxes:
    """The sandboxes of one database."""

    def __init__(
        self,
        database: Database,
        files: Files,
        default_settings: Callable[[], CommonSettings],
        outgoing: Outgoing,
        journals: Journals,
    ) -> None:
        self._database = database
        self._files = files
        self._settings = default_settings()  # one object for all that have the same
        self._means = Means(database, files, outgoing)
        self._journals = journals
        self.owners: Owners = SharedOwners(database) if database.shared else Owners(database)
        self._open: dict[str, Sandbox] = {}
        self._opened_at = stopwatch()
        self._next_generation = 1  # of new sandboxes; above that of deleted ones, so that late work for them is noticed

    def use(self, name: str) -> Sandbox:
        """The sandbox with that name, created if it does not exist. Raises `SandboxNameError`."""
        sandbox = self.get(name)
        sandbox.last_used = stopwatch()
        return sandbox

    def get(self, name: str) -> Sandbox:
        """The same for the emulator's own purposes: it does not count as a use."""
        sandbox = self._open.get(name)
        if sandbox is not None and sandbox.refusal is not None:  # another process has deleted it
            self._leave(sandbox)
            sandbox = None
        if sandbox is None:
            try:
                sandbox, is_new = self._load(name)
            except StorageError as error:  # calls are still accepted, so that they are refused in the vendor's format
                sandbox = self._new(name)
                sandbox.refusal = error
                return sandbox
            if is_new and not self._create(sandbox):
                return self.get(name)
            if not is_new:
                self._open[name] = sandbox
        return sandbox

    def look(self, name: str) -> Sandbox:
        """The sandbox with that name, created if it does not exist, with the changes of other processes."""
        sandbox = self.use(name)
        try:
            sandbox.look()
        except SandboxGoneError:
            sandbox = self.use(name)
        return sandbox

    def exists(self, name: str) -> bool:
        """True if there is a sandbox with that name. Raises `SandboxNameError`."""
        check_name(name)
        if name in self._open and not self._database.shared:
            return True
        return UnitOfWork(self._database, name).value(_IS_STORED) is not None

    def new(self, name: str) -> Sandbox:
        """A new sandbox that is not stored yet; `create` stores it. Raises `SandboxNameError`."""
        check_name(name)
        return self._new(name)

    def create(self, sandbox: Sandbox, work: UnitOfWork) -> None:
        """Store a new sandbox, within its unit of work."""
        work.insert(SandboxState, sandbox.state())
        # Not earlier: if another process was faster, that folder and that name are its sandbox's.
        work.if_undone(partial(self._forget, sandbox))
        work.remove_if_undone(partial(self._files.discard, self._files.home(sandbox.name, sandbox.generation)))
        if self._database.shared:  # other processes look for its row
            work.after_commit(partial(self._let_exist, sandbox))
        else:
            self._let_exist(sandbox)

    def _let_exist(self, sandbox: Sandbox) -> None:
        sandbox.is_stored = True
        self._open[sandbox.name] = sandbox

    def _forget(self, sandbox: Sandbox) -> None:
        sandbox.refusal = StorageError("the sandbox could not be created")
        self._next_generation = max(self._next_generation, sandbox.generation + 1)
        self._open.pop(sandbox.name, None)

    def names(self) -> list[str]:
        """The names of all sandboxes."""
        return [row["sandbox"] for row in self._rows() if not is_kept(row["sandbox"])]

    def times(self) -> dict[str, tuple[datetime | None, datetime | None]]:
        """When each sandbox was created and last used in the life of this process, by the machine's clock; None if unknown."""
        return {
            row["sandbox"]: (row["created"], self._used_at(row["sandbox"]))
            for row in self._rows()
            if not is_kept(row["sandbox"])
        }

    def _used_at(self, name: str) -> datetime | None:
        sandbox = self._open.get(name)
        return (
            None
            if sandbox is None
            else (machine_now() - timedelta(seconds=stopwatch() - sandbox.last_used)).replace(microsecond=0)
        )

    def vendors(self) -> set[str]:
        """The names of the vendors that were used in any sandbox or snapshot."""
        return {vendor for row in self._rows() for vendor in row["prepared"]}

    def _rows(self) -> list[Row]:
        compiled = _STATES.compiled(self._database.dialect)
        records = self._database.cursor.execute(compiled.sql, compiled.arguments({})).fetchall()
        return [compiled.row(record) for record in records]

    def reset(self, sandbox: Sandbox, work: UnitOfWork, fresh: Sandbox | None = None) -> None:
        """Delete everything in the sandbox and start again, including ids, clock, settings, limits and journal. `fresh` is the state
        after it, made by `anew`."""
        old, fresh = sandbox.generation, fresh or self.anew(sandbox)
        self._files.store.discard_all(work)
        work.erase(SandboxState)
        self.owners.renew(work)
        sandbox.clock, sandbox.settings = fresh.clock, fresh.settings
        sandbox.changed_settings = {}
        sandbox.ids.deal_from(fresh.ids)
        sandbox.vendors_in_use = frozenset()
        sandbox.faulty = False
        sandbox.generation = fresh.generation
        sandbox.save(work)
        home = self._files.sandboxes / sandbox.name
        work.remove_if_undone(partial(self._files.discard, home / str(fresh.generation)))
        work.after_commit(partial(self._files.discard, home / str(old)))
        work.after_commit(sandbox.journal.clear)
        work.after_commit(sandbox.rates.clear)
        work.after_commit(partial(sandbox.waits.cancel_until, old))
        work.after_commit(partial(self._database.peers.tell, sandbox.name, "reset", {"generation": old}))

    def anew(self, sandbox: Sandbox) -> Sandbox:
        """A new sandbox in the state after a reset, not referred to yet."""
        fresh = self._new(sandbox.name)
        fresh.generation = _begin(sandbox)
        return fresh

    def delete(self, name: str) -> None:
        """Delete a sandbox with everything in it. A later call with that name creates a new one; late work for the old one cannot
        reach it."""
        sandbox, generation = self.get(name), self.get(name).generation
        with sandbox.work() as work:
            self._files.store.discard_all(work)
            work.erase(SandboxState)
            work.delete(SandboxState)
            for row in snapshots(work):
                self.forget_kept(work, row)
            self.owners.renew(work)
            if self._database.shared:
                self._database.aside(_NOTE_DELETED, [generation + 2])
            work.if_undone(partial(self._bring_back, sandbox))
            work.after_commit(partial(self._clear, sandbox, generation))
        # Now, not after the COMMIT: until then nothing may be written into what is being deleted.
        sandbox.gone()
        sandbox.generation = _begin(sandbox)  # work that is still running notices that it is too late
        self._next_generation = max(self._next_generation, sandbox.generation + 1)
        del self._open[name]

    def new_kept(self) -> Sandbox:
        """The sandbox of a new snapshot; no call can reach it."""
        return self._new(new_name())

    def kept(self, row: Row) -> Sandbox:
        """The sandbox of an existing snapshot."""
        found = self._new(row["sandbox"])
        state = found.work().get(SandboxState)
        if state is None:
            raise SandboxGoneError(f"the snapshot {row['name']} was deleted meanwhile")
        found.restore(state)
        found.journal.go_on_after(row["journal"])
        return found

    def forget_kept(self, work: UnitOfWork, row: Row) -> None:
        """Delete a snapshot with its rows and files, within a unit of work on the sandbox that it was made of."""
        with work.on(row["sandbox"]) as other:
            self._files.store.discard_all(other)
            other.erase()
        work.after_commit(partial(self._files.discard, self._files.sandboxes / row["sandbox"]))

    def _leave(self, sandbox: Sandbox) -> None:
        """Stop using a sandbox that another process has deleted."""
        sandbox.gone()
        sandbox.waits.cancel_until(sandbox.generation)
        sandbox.happenings.end()
        if self._open.get(sandbox.name) is sandbox:
            del self._open[sandbox.name]

    def _bring_back(self, sandbox: Sandbox) -> None:
        sandbox.refusal = None
        self._open[sandbox.name] = sandbox

    def _clear(self, sandbox: Sandbox, generation: int) -> None:
        sandbox.waits.cancel_until(generation)
        sandbox.happenings.end()
        sandbox.journal.clear()
        sandbox.rates.clear()
        self._database.peers.tell(sandbox.name, "deleted", {})
        home = self._files.sandboxes / sandbox.name
        self._files.discard(home / str(generation))
        with suppress(OSError):  # the next sandbox of that name has a folder already, or there was none
            home.rmdir()

    def hear(self, name: str, topic: str, details: dict[str, Any]) -> None:
        """Another process reports an event of a sandbox. Without a name, events may have been missed."""
        for sandbox in self._open.values() if not name else filter(None, (self._open.get(name),)):
            if not name:
                sandbox.happenings.wake()
            elif topic == "cancel":
                sandbox.waits.cancel_here((details["generation"], details["job"]))
            elif topic == "reset":
                sandbox.waits.cancel_until(details["generation"])
            elif topic == "deleted":
                self._leave(sandbox)
            else:
                sandbox.happenings.hear(cast("Topic", topic), details)

    def stop(self) -> None:
        """The process is about to end: end all listeners."""
        for sandbox in self._open.values():
            sandbox.happenings.end()

    def idle(self, seconds: float) -> list[str]:
        """The sandboxes that were not used for this long (since the start if never), except the default one."""
        since = stopwatch() - seconds
        if self._database.shared:
            return self._idle_everywhere(seconds)
        return [name for name in self.names() if name != DEFAULT and self._last_used(name) < since]

    def _idle_everywhere(self, seconds: float) -> list[str]:
        """The same with several processes: each stores when it last used a sandbox."""
        now, names = stopwatch(), [name for name in self.names() if name != DEFAULT]
        for name in names:
            if now - self._last_used(name) < seconds:
                self._database.aside(_NOTE_USE, [name, now - self._last_used(name)])
        used = {name for (name,) in self._database.aside(_USED, [seconds]).fetchall()}
        return [name for name in names if name not in used]

    def _last_used(self, name: str) -> float:
        sandbox = self._open.get(name)
        return self._opened_at if sandbox is None else sandbox.last_used

    def _new(self, name: str) -> Sandbox:
        kept_longest = name == DEFAULT
        if self._database.shared:
            journal: Journal = SharedJournal(self._journals, self._database, name, kept_longest=kept_longest)
        else:
            journal = Journal(self._journals, kept_longest=kept_longest)
        return Sandbox(name, self._means, self._settings, journal, self._next_generation)

    def _load(self, name: str) -> tuple[Sandbox, bool]:
        """Load or make the sandbox of that name; also returns whether it is new."""
        check_name(name)
        sandbox = self._new(name)
        with sandbox.reading() as work:
            row = work.get(SandboxState)
        if row is not None:
            sandbox.restore(row)
        elif self._database.shared:
            sandbox.generation = max(sandbox.generation, self._database.aside(_AFTER_DELETED, ()).fetchone()[0])
        return sandbox, row is None

    def _create(self, sandbox: Sandbox) -> bool:
        """Store a new sandbox; False if another process was faster. If its row cannot be written, it still takes calls, so that they are
        refused in the vendor's format."""
        try:
            with still_repeatable(), sandbox.work() as work:
                self.create(sandbox, work)
        except StorageError as error:
            self._forget(sandbox)
            sandbox.refusal = error
        except Exception as error:
            if not is_doubled(error):
                raise
            return False
        return True


def _begin(sandbox: Sandbox) -> int:
    """The next generation of a sandbox. None is dealt twice, even if its COMMIT failed: late work must not meet the files of another."""
    sandbox.newest = max(sandbox.newest, sandbox.generation) + 1
    return sandbox.newest
