"""Snapshots: a sandbox as it was at one moment, under a name, to go back to. They stay at a reset, and go with the sandbox."""

from emulator.jobs.worker import Worker
from emulator.sandbox.clock import machine_now
from emulator.sandbox.kept import KeptWorld, snapshot, snapshots
from emulator.sandbox.sandbox import Sandbox, SandboxState
from emulator.sandbox.sandboxes import Sandboxes
from emulator.store.rows import Row
from emulator.vendors import owned_accounts
from emulator.worlds.copying import Copy, Copying
from emulator.worlds.worlds import NoSuchSnapshotError

MOST = 100  # of one sandbox


class SnapshotExistsError(Exception):
    """A snapshot of that name is there already, or there are too many; the words say what to do."""


class Snapshots:
    """The snapshots of every sandbox."""

    def __init__(self, sandboxes: Sandboxes, worker: Worker, copying: Copying) -> None:
        self._sandboxes = sandboxes
        self._worker = worker
        self._copying = copying

    def every(self, sandbox: Sandbox) -> list[Row]:
        """Those of a sandbox, oldest first."""
        return snapshots(sandbox.work())

    def find(self, sandbox: Sandbox, name: str) -> Row:
        """The snapshot of that name. Raises `NoSuchSnapshotError`."""
        row = snapshot(sandbox.work(), name)
        if row is None:
            raise NoSuchSnapshotError(sandbox.name, name)
        return row

    async def save(self, sandbox: Sandbox, name: str, *, replace: bool) -> Row:
        """Keep a sandbox as it is now. Raises `SnapshotExistsError`, unless one of that name is to be replaced."""
        self._check(sandbox, name, replace)
        async with self._worker.turn(sandbox):  # its clock may be on its way
            return await self._copying.copy(sandbox, lambda copy: self._keep(sandbox, name, replace, copy))

    async def restore(self, sandbox: Sandbox, name: str) -> None:
        """Make a sandbox what it was: a reset and a copy in one. Raises `NoSuchSnapshotError` or `CredentialConflictError`."""
        row = self.find(sandbox, name)
        kept = self._sandboxes.kept(row)
        async with self._worker.turn(sandbox):
            await self._copying.copy(kept, lambda copy: self._bring_back(sandbox, row, kept, copy), sandbox)
        self._worker.notify()

    def delete(self, sandbox: Sandbox, name: str) -> None:
        """Delete a snapshot. Raises `NoSuchSnapshotError`."""
        row = self.find(sandbox, name)
        with sandbox.work() as work:
            self._sandboxes.forget_kept(work, row)

    def _check(self, sandbox: Sandbox, name: str, replace: bool) -> Row | None:
        every = snapshots(sandbox.work())
        there = next((row for row in every if row["name"] == name), None)
        if there is not None and not replace:
            raise SnapshotExistsError(f'there is a snapshot {name} already; "replace": true makes it anew')
        if there is None and len(every) >= MOST:
            raise SnapshotExistsError(f"there are {MOST} snapshots of {sandbox.name} already; delete one")
        return there

    def _keep(self, sandbox: Sandbox, name: str, replace: bool, copy: Copy) -> Row:
        kept = self._sandboxes.new_kept()
        row: Row = {
            "of": sandbox.name,
            "name": name,
            "made": machine_now(),
            "at": sandbox.clock.now(),
            "journal": sandbox.journal.last_number,
        }
        with sandbox.work() as own, kept.work() as work:
            earlier = self._check(sandbox, name, replace)
            if earlier is not None:
                self._sandboxes.forget_kept(own, earlier)
            work.insert(SandboxState, kept.state())
            work.insert(KeptWorld, row)
            self._copying.fill(kept, work, sandbox, copy, moved_from=None)
        return row

    def _bring_back(self, sandbox: Sandbox, row: Row, kept: Sandbox, copy: Copy) -> None:
        if self.find(sandbox, row["name"])["sandbox"] != row["sandbox"]:  # replaced or deleted meanwhile
            raise NoSuchSnapshotError(sandbox.name, row["name"])
        with sandbox.work() as work:
            self._sandboxes.reset(sandbox, work)
            self._copying.fill(sandbox, work, kept, copy, moved_from=None)
            owned_accounts.claim(self._sandboxes, sandbox, work)
