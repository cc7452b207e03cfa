"""What one running emulator owns: its settings, database, files, sandboxes and worker."""

import asyncio
import fcntl
import logging
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from emulator.http import Reply, Request
from emulator.imports import Imports
from emulator.jobs.delivery import DELIVERY
from emulator.jobs.job import JobKind, UnknownKindError
from emulator.jobs.worker import Worker
from emulator.journal.journals import Journals
from emulator.journal.recorder import Recorder
from emulator.mails.relay import RELAY
from emulator.metrics.counts import Counted
from emulator.outgoing.client import Outgoing
from emulator.outgoing.own import OwnAddresses
from emulator.sandbox.guard import Reservation
from emulator.sandbox.sandbox import Sandbox, SandboxGoneError
from emulator.sandbox.sandboxes import DEFAULT, Sandboxes
from emulator.sandbox.world import World
from emulator.seeds.refused import SeedError
from emulator.settings import Settings
from emulator.store.database import Database
from emulator.store.files import Files, PackageLimits
from emulator.store.migration import MigrationError, migrate
from emulator.store.opening import UnusableDatabaseError, open_database
from emulator.upkeep.data_folder import DataFolderError, lock_folder, unusable
from emulator.upkeep.file_keeping import UnusableFilesError, keep_files
from emulator.upkeep.housekeeping import Housekeeping
from emulator.upkeep.sweeping import sweep
from emulator.vendors import ENTRIES, entry_at, is_below, load_vendor, owned_accounts, page_at
from emulator.vendors.accounts import CredentialForm
from emulator.vendors.call import Call
from emulator.vendors.credentials import with_credentials
from emulator.vendors.migrations import histories
from emulator.verifying.verified import Verified

log = logging.getLogger("lms_emulator")

CONTROL = "/_emulator"
if TYPE_CHECKING:
    from emulator.seeder import Seeder
    from emulator.seeding import SeedDocument
    from emulator.tracing.spans import Spans
    from emulator.vendors.vendor import Vendor
    from emulator.worlds.making import Making

OWN_KINDS = {kind.name: kind for kind in (DELIVERY, RELAY)}
"""The kinds of jobs that are no vendor's."""

Observer = Callable[["Vendor", Call, Reply], None]


class House:
    """Opened at the start, closed at the end. `observers` see every answer of every vendor's API: tests hold them against the contract."""

    database: Database
    files: Files
    sandboxes: Sandboxes
    worker: Worker

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.observers: list[Observer] = []
        self.verified = Verified(settings.verified_days)
        self._own = OwnAddresses(_serves, settings.public_url)
        self.outgoing = Outgoing(settings.policy(), self._own, settings.outgoing_proxy)
        self.imports = Imports()
        self.counted = Counted()
        self.spans: Spans | None = None
        self.recorder: Recorder | None = None
        self.preparing: str | None = None
        """What a start still does while it serves already."""
        self._lock: IO[str] | None = None
        self._keeping: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Open the data folder, bring its tables up to date, and go on where an earlier process stopped; once."""
        if self._lock is not None:
            return
        folder = self.settings.data
        lock, alone = lock_folder(folder, shared=self.settings.database_url is not None)
        try:
            self._open_store(folder, alone=alone)
            if self.database.shared:
                fcntl.flock(lock, fcntl.LOCK_SH)
        except BaseException:
            lock.close()
            raise
        self._lock = lock
        self.sandboxes = Sandboxes(
            self.database,
            self.files,
            self.settings.sandbox_settings,
            self.outgoing,
            Journals(self.settings.journal_bytes),
        )
        self.recorder = Recorder(self.database) if self.database.shared else None
        self._check_vendors()
        self._settle()
        for kind in self.worker.waiting_kinds():
            with suppress(UnknownKindError):  # its jobs stand still, which the worker says
                self._job_kind(kind)  # imports its vendor now, while nobody is waiting for an answer
        if self.database.shared:  # jobs of any kind may have to be taken over from another process
            for entry in ENTRIES:
                load_vendor(entry.name)

    def _open_store(self, folder: Path, *, alone: bool) -> None:
        limits = PackageLimits(
            self.settings.max_package_bytes, self.settings.max_unpacked_bytes, self.settings.fetch_seconds
        )
        try:
            self.files = Files(folder / "files", limits)
            self.database = open_database(folder / "emulator.db", self.settings.sync, self.settings.server_url())
            self._make_ready(alone=alone)
        except (UnusableDatabaseError, UnusableFilesError) as error:
            raise DataFolderError(str(error)) from error
        except (sqlite3.Error, MigrationError) as error:
            where = (
                folder / "emulator.db"
                if self.settings.database_url is None
                else "the database of EMULATOR_DATABASE_URL"
            )
            raise DataFolderError(f"{where} cannot be used: {error}") from error
        except OSError as error:
            raise unusable(folder, error) from None

    def _make_ready(self, *, alone: bool) -> None:
        """Bring tables and, if no other process works on them, files up to date; the database is closed if that fails."""
        try:
            migrate(self.database)
            for history in histories():
                migrate(self.database, history=history)
            keep_files(self.files, self.database, self.settings.files_url)
            if alone and self.database.peers.is_alone:
                sweep(self.database, self.files)
            elif alone:
                self.files.clear_uploads()
        except BaseException:
            self.database.close()
            raise

    def _check_vendors(self) -> None:
        """A sandbox whose vendor is not installed any more could be neither read nor reset."""
        missing = self.sandboxes.vendors() - {entry.name for entry in ENTRIES}
        if missing:
            raise DataFolderError(
                f"{self.settings.data} has sandboxes of {', '.join(sorted(missing))}, a vendor that is not installed; "
                "install it, or give this one another --data"
            )

    def move(self) -> None:
        """Continue in another event loop. The earlier loop has ended, and with it everything that ran in it."""
        self.database.move()
        self.outgoing.move()
        self.imports.move()
        self._settle()

    def _settle(self) -> None:
        """Create the parts that belong to one event loop."""
        self.worker = Worker(self.database, self.sandboxes, self._job_kind)
        self.__dict__.pop("seeder", None)
        self.__dict__.pop("making", None)

    @cached_property
    def seeder(self) -> "Seeder":
        """The loader of seeds; imported with the first seed."""
        from emulator.seeder import Seeder

        return Seeder(self.database, self.sandboxes, self.files)

    @cached_property
    def making(self) -> "Making":
        """The maker of whole sandboxes; imported with the control API, since a start does not need it."""
        from emulator.worlds.making import Making

        return Making(self.database, self.files, self.sandboxes, self.worker, self._own.has, self.vendor)

    async def close(self, *, here: bool = True) -> None:
        """Close the database. Committed data is kept, and another process can then use the folder.

        `here` is False if the house was used in an event loop that has ended since.
        """
        if self._lock is None:
            return
        if not here:
            self.move()
        elif self._keeping is not None:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping
        try:
            self.database.close()
        finally:
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    @property
    def why_not_ready(self) -> str | None:
        """Why the emulator cannot be used yet, or not now; None if it can."""
        return self.preparing or self.database.failure

    async def vendor(self, name: str) -> "Vendor":
        """The vendor of that name, imported at the first call."""
        found: Vendor = await self.imports.get(name, partial(load_vendor, name))
        return found

    async def sandbox(self, name: str, *, look: bool = False) -> Sandbox:
        """The sandbox with that name, created if needed, with its vendors imported. Raises `SandboxNameError`.

        With `look`, what other processes have changed in it is known, as it is from the first unit of work on.
        """
        while True:
            sandbox = self.sandboxes.look(name) if look else self.sandboxes.use(name)
            missing = self.imports.missing(sandbox.vendors_in_use)
            if not missing:
                return sandbox
            await self.vendor(min(missing))

    async def wait_for(self, name: str) -> Reservation:
        """Wait, beside the loop, until nobody else is in a sandbox; the others of this process come in after the turn."""
        sandbox = self.sandboxes.get(name)

        def enter() -> None:
            with suppress(SandboxGoneError), sandbox.work():
                pass

        return Reservation(name, await self.database.reserve(name, enter))

    def ensure_credentials(self, vendor: "Vendor", world: World) -> None:
        """Make sure that the vendor's well-known credentials are in the world's sandbox."""
        if vendor.name not in world.sandbox.vendors_in_use:
            with with_credentials(world, [vendor]):
                return

    def owner(self, vendor: "Vendor", request: Request, page: str | None = None) -> str | None:
        """The sandbox that owns the account that a request at a vendor shows; None if none does, or none is shown."""
        return owned_accounts.owner(self.sandboxes, vendor, request, page)

    async def add_credential(self, name: str, form: CredentialForm) -> str:
        """Let the sandbox with that name own a credential; returns its key. Raises `CredentialConflictError`."""
        vendor = await self.vendor(form.vendor)
        sandbox = await self.sandbox(name)
        world = World(sandbox)
        with with_credentials(world, [vendor]):
            key = owned_accounts.add(world, form)
            owned_accounts.claim(self.sandboxes, sandbox, world.work)
        return key

    async def remove_credential(self, name: str, vendor: str, key: str) -> bool:
        """Take a credential from the sandbox with that name; False if it does not own it."""
        if vendor in {entry.name for entry in ENTRIES}:
            await self.vendor(vendor)
        return owned_accounts.remove(self.sandboxes, await self.sandbox(name), vendor, key)

    def attempt_changed(self, world: World, attempt_id: str) -> None:
        """An attempt's data changed: notify every vendor used in this sandbox, within the world's unit of work."""
        for entry in ENTRIES:
            if entry.name in world.sandbox.vendors_in_use:
                load_vendor(entry.name).attempt_changed(world, attempt_id)

    async def committed(self, world: World) -> None:
        """A world's unit of work has ended: wait until its writes last, and run the jobs it started (`instant` mode) or tell the worker."""
        if world.work.wrote:
            await world.work.durable()
        if not world.started_jobs:
            return
        if world.sandbox.settings.job_mode == "instant":
            for job in world.started_jobs:
                await self.worker.finish(world.sandbox, job)
        else:
            self.worker.notify()

    def load_verified(self) -> None:
        """Take what the settings' file of shapes verifies, once. Raises `VerifiedFileError`."""
        if self.settings.verified is not None and not self.verified.seen:
            self.verified.load(self.settings.verified)

    def load_seed(self, further: Iterable[Path] = ()) -> None:
        """Load the seed file of the settings, and further ones, into the default sandbox, if nothing has been put there yet.

        All of them or none: a start that was killed between two would not load the others the next time. Raises `SeedError`.
        """
        sandbox = self.sandboxes.get(DEFAULT)
        if sandbox.vendors_in_use:
            return
        files = [*([self.settings.seed] if self.settings.seed is not None else []), *further]
        if not files:
            return
        from emulator.seeding import seed

        with sandbox.work() as work:
            work.if_undone(sandbox.rates.clear)  # this begins it: what is begun within it is undone with it
            for file in files:
                with _naming(file):
                    seed(sandbox, self._document(file), sandboxes=self.sandboxes)

    async def seed(self, sandbox: Sandbox, document: "SeedDocument") -> list[str]:
        """Create what a seed document describes; returns the vendors it had a section for. Raises `SeedError` and changes nothing."""
        before = (sandbox.clock.position(), sandbox.settings)
        # Only a document that may set the clock waits for whoever moves it: what is moved may be waiting for this one.
        async with self.worker.turn(sandbox) if b"clock" in document.text else nullcontext():
            named = await self.seeder.seed(sandbox.name, document)
        self.worker.notify()
        if sandbox.clock.position() != before[0]:
            sandbox.happenings.tell("clock", now=sandbox.clock.now(), held=sandbox.clock.held)
        if sandbox.settings != before[1]:
            sandbox.happenings.tell("settings")
        return named

    async def reset(self, sandbox: Sandbox) -> None:
        """Reset a sandbox; the default one is then seeded from the settings' seed file. Raises `SeedError` if that file is wrong."""
        if sandbox.name == DEFAULT and self.settings.seed is not None:
            with _naming(self.settings.seed):
                await self.seeder.reset(sandbox, self._document(self.settings.seed))
        else:
            with sandbox.work() as work:
                self.sandboxes.reset(sandbox, work)
        self.worker.notify()

    def _document(self, file: Path) -> "SeedDocument":
        """The seed file; links that it makes lead to where this emulator is by its settings."""
        url = self.settings.public_url or f"http://127.0.0.1:{self.settings.port}"
        from emulator.seeding import read_seed_file

        return replace(read_seed_file(file), origin=url)

    def keep_house(self) -> None:
        """Run the periodic background tasks until `close`, and listen to other processes."""
        self.database.peers.started()
        self.database.peers.listen(self.sandboxes.hear)
        keeping = Housekeeping(
            self.database, self.files, self.sandboxes, self.settings.sandbox_idle_seconds, self.worker.resume
        )
        self._keeping = asyncio.create_task(keeping.run())

    def _job_kind(self, name: str) -> JobKind:
        if name in OWN_KINDS:
            return OWN_KINDS[name]
        vendor = name.partition(".")[0]
        if vendor not in {entry.name for entry in ENTRIES}:
            raise UnknownKindError(name)
        kind: JobKind | None = load_vendor(vendor).job_kinds.get(name)
        if kind is None:
            raise UnknownKindError(name)
        return kind


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Put the name of a seed file into the error message."""
    try:
        yield
    except SeedError as error:
        raise type(error)(f"the seed file {file}: {error}") from None


def _serves(path: str) -> bool:
    """True if a path belongs to the emulator itself."""
    path = re.sub("^/~[^/]*", "", path)
    return is_below(path, CONTROL) or entry_at(path) is not None or page_at(path) is not None
