"""Seeding without holding others up: tried out on a copy of the sandbox, in a thread, and then written in one go."""

import asyncio

from emulator.light.records import dataclass
from emulator.sandbox.clock import Position
from emulator.sandbox.sandbox import Sandbox, SandboxState
from emulator.sandbox.sandboxes import Sandboxes
from emulator.seeding import SeedDocument, claim_credentials, seed
from emulator.store.copied import CopiedSandbox, CopyChanges
from emulator.store.database import Database
from emulator.store.files import Files
from emulator.store.unit_of_work import UnitOfWork

TRIES = 3  # with others who write to the same sandbox meanwhile; then it is done at once, and holds everybody up


@dataclass(frozen=True, slots=True)
class Tried:
    """The result of a seed on a copy: the vendors in the document, the sandbox, and the changes to write.

    `clock` is where the clock was before; what the document does not move stays as it is by then.
    """

    named: list[str]
    world: Sandbox
    changes: CopyChanges
    clock: Position

    def keep(self, sandbox: Sandbox, work: UnitOfWork) -> list[str]:
        """Write it; returns the vendors."""
        self.changes.make(work)
        moved = self.world.clock.position()
        if moved != self.clock:
            sandbox.clock.go_to(moved)
            work.after_commit(sandbox.rates.clear)
        sandbox.take_over(self.world, work)
        return self.named


class Seeder:
    """Loads seed documents into the sandboxes of one database, one at a time into each."""

    def __init__(self, database: Database, sandboxes: Sandboxes, files: Files) -> None:
        self._database = database
        self._sandboxes = sandboxes
        self._files = files
        self._turns: dict[str, asyncio.Lock] = {}

    async def seed(self, name: str, document: SeedDocument) -> list[str]:
        """Create what a document describes in the sandbox with that name; returns the vendors in the document. Raises `SeedError`."""
        if self._database.path is None:
            return await self._seed_at_once(self._sandboxes.get(name), document)
        async with self._turn(name):
            for _ in range(TRIES):
                sandbox = self._sandboxes.get(name)
                seen = (sandbox.generation, sandbox.writes)
                try:
                    tried = await self._try(sandbox, name, document)
                except Exception:  # of no meaning if rows came to the copy that its ids and credentials know nothing of
                    if seen == (sandbox.generation, sandbox.writes):
                        raise
                else:
                    if seen == (sandbox.generation, sandbox.writes):
                        return self._keep(sandbox, tried)
                    tried.changes.abandon()
                if sandbox.generation != seen[0]:  # reset or deleted, with the files that the seed was working on
                    await self._discard_if_over(name, seen[0])
            return seed(self._sandboxes.get(name), document, sandboxes=self._sandboxes)

    async def reset(self, sandbox: Sandbox, document: SeedDocument) -> None:
        """Reset a sandbox and seed it with a document. If the document is wrong, raises `SeedError` and changes nothing."""
        if self._database.path is None:
            await self._seed_at_once(sandbox, document, anew=True)
            return
        async with self._turn(sandbox.name):
            for _ in range(TRIES):
                seen, fresh = sandbox.generation, self._sandboxes.anew(sandbox)
                try:
                    tried = await self._try(fresh, None, document)
                except Exception:
                    self._discard(fresh.name, fresh.generation)
                    raise
                if seen == sandbox.generation:
                    self._keep(sandbox, tried, fresh)
                    return
                tried.changes.abandon()  # another reset was faster: the files of this one would be those of an earlier world
                self._discard(fresh.name, fresh.generation)
            await self._seed_at_once(sandbox, document, anew=True)

    async def _seed_at_once(self, sandbox: Sandbox, document: SeedDocument, *, anew: bool = False) -> list[str]:
        """The same on a server, which lets others write meanwhile."""

        def act() -> list[str]:
            with sandbox.work() as work:
                if anew:
                    self._sandboxes.reset(sandbox, work)
                return seed(sandbox, document, sandboxes=self._sandboxes)

        return await self._database.run(sandbox.name, act)

    def _discard(self, name: str, generation: int) -> None:
        self._files.discard(self._files.home(name, generation))

    async def _discard_if_over(self, name: str, generation: int) -> None:
        """Discard the folder of a generation, unless the COMMIT of what has ended it fails."""

        def look() -> None:
            state = UnitOfWork(self._database, name).get(SandboxState)
            if state is None or state["generation"] != generation:
                self._discard(name, generation)

        await self._database.settled(look)

    def _turn(self, name: str) -> asyncio.Lock:
        return self._turns.setdefault(name, asyncio.Lock())

    async def _try(self, sandbox: Sandbox, rows_of: str | None, document: SeedDocument) -> Tried:
        path = self._database.path
        assert path is not None
        copy = CopiedSandbox(path, tuple(self._database.tables()), rows_of)
        world = sandbox.on(copy)  # now: what is committed from here on is not in it
        await self._database.durable()
        return await asyncio.to_thread(self._seed_copy, copy, world, document)

    def _seed_copy(self, copy: CopiedSandbox, world: Sandbox, document: SeedDocument) -> Tried:
        clock = world.clock.position()
        try:
            copy.fill()
            named = seed(world, document)
            return Tried(named, world, copy.changes(except_table=SandboxState.__tablename__), clock)
        finally:
            copy.close()

    def _keep(self, sandbox: Sandbox, tried: Tried, anew: Sandbox | None = None) -> list[str]:
        """Write it, after a reset to the sandbox that it was tried on if that is `anew`."""
        try:
            with sandbox.work() as work:
                if anew is not None:
                    self._sandboxes.reset(sandbox, work, anew)
                named = tried.keep(sandbox, work)
                claim_credentials(self._sandboxes, sandbox, work)
                return named
        except BaseException:
            tried.changes.abandon()
            raise
