"""New worlds: an empty one, or a fork of another, with the credentials that it is to own."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import field
from typing import TYPE_CHECKING

from emulator.jobs.worker import Worker
from emulator.light.records import dataclass
from emulator.sandbox.kept import snapshot
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.sandboxes import DEFAULT, Sandboxes
from emulator.sandbox.world import World
from emulator.store.failing import is_doubled
from emulator.vendors import owned_accounts
from emulator.vendors.accounts import CredentialForm
from emulator.vendors.credentials import install
from emulator.worlds.copying import Copy, Copying

if TYPE_CHECKING:
    from emulator.vendors.vendor import Vendor


class NoSuchSandboxError(Exception):
    """There is no sandbox with that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no sandbox {name}")


class NoSuchSnapshotError(NoSuchSandboxError):
    """The sandbox has no snapshot of that name."""

    def __init__(self, sandbox: str, name: str) -> None:
        Exception.__init__(self, f"the sandbox {sandbox} has no snapshot {name}")


class SandboxExistsError(Exception):
    """A sandbox that is to be made is there already; the words say what to do."""


@dataclass(frozen=True, slots=True)
class NewWorld:
    """What is to be made: `source` is the sandbox to copy, or of which to copy the `snapshot`; None for an empty one.

    `replace` lets one that is there be reset.
    """

    name: str
    source: str | None = None
    snapshot: str | None = None
    replace: bool = False
    credentials: list[CredentialForm] = field(default_factory=list)


class Worlds:
    """Makes sandboxes as wholes. Each is there with all that it is to have, or not at all."""

    def __init__(
        self, sandboxes: Sandboxes, worker: Worker, copying: Copying, vendor: "Callable[[str], Awaitable[Vendor]]"
    ) -> None:
        self._sandboxes = sandboxes
        self._worker = worker
        self._copying = copying
        self._vendor = vendor

    async def make(self, wanted: NewWorld) -> Sandbox:
        """Make a sandbox. Raises `NoSuchSandboxError`, `SandboxExistsError` or `CredentialConflictError`, and changes nothing then."""
        vendors = [await self._vendor(form.vendor) for form in wanted.credentials]
        try:
            return await self._make(wanted, vendors)
        except Exception as error:
            if not is_doubled(error):
                raise
        return await self._make(wanted, vendors)  # which says what another process was faster with

    async def _make(self, wanted: NewWorld, vendors: "list[Vendor]") -> Sandbox:
        if wanted.source is None:
            return self._put(wanted, vendors, None, None)
        self._check(wanted)
        source = self.existing(wanted.source)
        copied = source if wanted.snapshot is None else self.kept(source, wanted.snapshot)
        async with self._worker.turn(source):  # its clock may be on its way
            into = self._sandboxes.use(wanted.name) if self._check(wanted) else None
            made = await self._copying.copy(copied, lambda copy: self._put(wanted, vendors, copied, copy), into)
        self._worker.notify()  # the jobs of the source go on in the copy too
        return made

    def kept(self, sandbox: Sandbox, name: str) -> Sandbox:
        """The sandbox of a snapshot. Raises `NoSuchSnapshotError`."""
        row = snapshot(sandbox.work(), name)
        if row is None:
            raise NoSuchSnapshotError(sandbox.name, name)
        return self._sandboxes.kept(row)

    def existing(self, name: str) -> Sandbox:
        """The sandbox of that name. Raises `NoSuchSandboxError`."""
        if name != DEFAULT and not self._sandboxes.exists(name):
            raise NoSuchSandboxError(name)
        return self._sandboxes.use(name)

    def _check(self, wanted: NewWorld) -> bool:
        """Whether the sandbox is there already. Raises `SandboxExistsError`."""
        there = self._sandboxes.exists(wanted.name)
        if there and not wanted.replace:
            way = f'DELETE /_emulator/sandboxes/{wanted.name} deletes it, "replace": true makes it anew'
            if wanted.name == DEFAULT:
                way = '"replace": true makes it anew'
            raise SandboxExistsError(f"there is a sandbox {wanted.name} already; {way}")
        if wanted.name == wanted.source and wanted.snapshot is None:
            raise SandboxExistsError(f"the sandbox {wanted.name} cannot be made a copy of itself")
        return there

    def _put(self, wanted: NewWorld, vendors: "list[Vendor]", source: Sandbox | None, copy: Copy | None) -> Sandbox:
        there = self._check(wanted)  # again: there was time to make it
        target = self._sandboxes.use(wanted.name) if there else self._sandboxes.new(wanted.name)
        # What it is a copy of is locked, so that nobody writes to it between two of its tables.
        with nullcontext() if source is None else source.work(), target.work() as work:
            if there:
                self._sandboxes.reset(target, work)
            else:
                self._sandboxes.create(target, work)
            if source is not None and copy is not None:
                self._copying.fill(target, work, source, copy, moved_from=wanted.source)
            self._add(World(target, work=work), vendors, wanted.credentials)
        return target

    def _add(self, world: World, vendors: "list[Vendor]", credentials: list[CredentialForm]) -> None:
        install(world, vendors)
        for form in credentials:
            owned_accounts.add(world, form)
        owned_accounts.claim(self._sandboxes, world.sandbox, world.work)
