"""A worker with jobs of a toy kind, on a database of its own: no vendor, no HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from emulator.jobs.job import Job, JobKind, UnknownKindError, Work, start_job
from emulator.jobs.worker import Worker
from emulator.journal.journals import Journals
from emulator.outgoing.client import Outgoing
from emulator.sandbox.sandboxes import Sandboxes
from emulator.sandbox.settings import CommonSettings
from emulator.sandbox.world import World
from emulator.store.database import Database
from emulator.store.files import Files, PackageLimits
from emulator.store.migration import migrate
from emulator.store.rows import Row

START = datetime(2030, 1, 1, tzinfo=UTC)


class Toys:
    """The worker, its sandbox with a clock that stands still, and what the jobs did: (subject, state, reason) for each move."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "emulator.db")
        migrate(self.database)
        self.files = Files(folder / "files", PackageLimits(0, 0, 0))
        nowhere = cast(Outgoing, None)  # toys call nobody
        self.sandboxes = Sandboxes(self.database, self.files, CommonSettings, nowhere, Journals(1000))
        self.kinds: dict[str, JobKind] = {}
        self.worker = Worker(self.database, self.sandboxes, self.kind_of)
        self.moved: list[tuple[str, str, str | None]] = []
        self.ended: list[str] = []
        self.sandbox = self.sandboxes.get("toys")
        self.sandbox.clock.hold()
        self.sandbox.clock.set(START)
        self.set(job_seconds=4)  # two from state to state

    def kind_of(self, name: str) -> JobKind:
        """The kind of that name. Raises `UnknownKindError`."""
        if name not in self.kinds:
            raise UnknownKindError(name)
        return self.kinds[name]

    def set(self, **settings: Any) -> None:
        """Change settings of the sandbox."""
        self.sandbox.change_settings(settings)

    def kind(self, name: str = "toy", work: dict[str, Work] | None = None, **more: Any) -> JobKind:
        """A kind with the states Waiting, Working and Done."""

        def moved(world: World, subject: str, state: str, reason: str | None) -> None:
            self.moved.append((subject, state, reason))

        def ended(world: World, subject: str) -> None:
            self.ended.append(subject)

        states = ("Waiting", "Working", "Done")
        given: dict[str, Any] = {"ended": ended, **more}
        self.kinds[name] = JobKind(name, states, "Failed", moved, work or {}, **given)
        return self.kinds[name]

    def start(self, kind: JobKind, subject: str = "a", **detail: Any) -> str:
        """Start a job; gives its id."""
        with self.sandbox.work() as work:
            return start_job(kind, self.sandbox, work, subject, detail)

    def job(self, job_id: str = "toy:a") -> Row:
        """The row of a job."""
        with self.sandbox.work() as work:
            found = work.get(Job, id=job_id)
        assert found is not None
        return found

    def seconds(self) -> float:
        """What the sandbox's clock shows, from the start."""
        return (self.sandbox.clock.now() - START).total_seconds()


@contextmanager
def toys_in(folder: Path) -> Iterator[Toys]:
    """Toys in a folder, closed at the end."""
    toys = Toys(folder)
    yield toys
    toys.database.close()
