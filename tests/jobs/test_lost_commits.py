"""A COMMIT that fails while jobs are in work: what is lost has begun nothing, and what is back has its files."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from emulator.courseware.importing import packages
from emulator.courseware.samples import build_sample
from emulator.courseware.tables import StoredPackage
from emulator.jobs.job import Commit, JobStep, keep_upload
from emulator.sandbox.world import World
from emulator.store.database import Database
from emulator.store.failing import StorageError
from emulator.store.files import PackageLimits
from emulator.store.unit_of_work import UnitOfWork
from tests.jobs.toys import Toys, toys_in

pytestmark = pytest.mark.sqlite


@pytest.fixture
def toys(tmp_path: Path) -> Iterator[Toys]:
    """A worker with jobs of a toy kind, which are due at once."""
    with toys_in(tmp_path) as toys:
        toys.set(job_mode="instant")
        toys.files.limits = PackageLimits(1_000_000, 1_000_000, 10)
        yield toys


@contextmanager
def losing(database: Database) -> Iterator[None]:
    """SQLite refuses each COMMIT."""

    def judge(action: int, what: str | None, *_: str | None) -> int:
        lost = action == sqlite3.SQLITE_TRANSACTION and what == "COMMIT"
        return sqlite3.SQLITE_DENY if lost else sqlite3.SQLITE_OK

    database.connection.set_authorizer(judge)
    try:
        yield
    finally:
        database.connection.set_authorizer(None)


async def lost(database: Database) -> None:
    """Wait for the end of the open transaction, which fails."""
    with pytest.raises(StorageError, match="not authorized"):
        await database.durable()


def a_file(toys: Toys, place: str) -> Path:
    """A file in the folder of the sandbox."""
    path = toys.sandbox.folder() / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(place)
    return path


async def until_done(toys: Toys, subject: str) -> None:
    while (subject, "Done", None) not in toys.moved:
        await asyncio.sleep(0.01)


def test_work_begins_only_for_a_job_that_is_committed(toys: Toys) -> None:
    begun: list[tuple[str, int]] = []

    async def work(step: JobStep) -> None:
        begun.append((step.job["subject"], step.job["number"]))

    kind = toys.kind(work={"Working": work})

    async def act() -> None:
        running = asyncio.create_task(toys.worker.run())
        await asyncio.sleep(0.01)
        with losing(toys.database):
            toys.start(kind, "lost")
            toys.worker.notify()
            await lost(toys.database)
        toys.worker.resume()
        toys.start(kind, "kept")
        toys.worker.notify()
        await until_done(toys, "kept")
        running.cancel()

    asyncio.run(asyncio.wait_for(act(), 30))
    assert begun == [("kept", 1)]  # the same number as the one that was lost


def test_a_reset_whose_commit_fails_takes_no_files_though_a_job_ends_meanwhile(toys: Toys) -> None:
    begun, ready = asyncio.Event(), asyncio.Event()

    async def work(_: JobStep) -> None:
        begun.set()
        await ready.wait()

    kind = toys.kind(work={"Working": work})
    kept = a_file(toys, "jobs/7/content/index.html")

    async def act() -> None:
        job = toys.start(kind)
        await toys.database.durable()
        moving = asyncio.create_task(toys.worker.finish(toys.sandbox, job))
        await begun.wait()
        with losing(toys.database):
            ready.set()  # its work ends after the reset, and before the COMMIT
            with toys.sandbox.work() as unit:
                toys.sandboxes.reset(toys.sandbox, unit)
            assert toys.sandbox.generation == 2
            await lost(toys.database)
        assert toys.sandbox.generation == 1
        with suppress(StorageError):  # it ended within what was lost, so it is as it was
            await moving
        await toys.worker.finish(toys.sandbox, job)

    asyncio.run(asyncio.wait_for(act(), 30))
    assert kept.read_text() == "jobs/7/content/index.html"
    assert toys.moved[-1] == ("a", "Done", None)


def test_no_two_resets_have_the_same_folder_though_the_first_was_lost(toys: Toys) -> None:
    async def act() -> list[int]:
        seen = []
        for fails in (True, False):
            with losing(toys.database) if fails else nullcontext():
                with toys.sandbox.work() as unit:
                    toys.sandboxes.reset(toys.sandbox, unit)
                seen.append(toys.sandbox.generation)
                if fails:
                    await lost(toys.database)
            await toys.database.durable()
        return seen

    first, second = asyncio.run(act())
    assert (first, second, toys.sandbox.generation) == (2, 3, 3)


def test_a_sandbox_that_could_not_be_created_shares_no_folder_with_the_next_of_its_name(toys: Toys) -> None:
    async def act() -> tuple[int, int]:
        with losing(toys.database):
            first = toys.sandboxes.get("new")
            (first.folder() / "uploads").mkdir()
            await lost(toys.database)
            assert not first.files.home("new", first.generation).exists()
        second = toys.sandboxes.get("new")
        await toys.database.durable()
        return first.generation, second.generation

    first, second = asyncio.run(act())
    assert second > first


def archive(folder: Path) -> Path:
    """A course."""
    path = folder / "course.zip"
    path.write_bytes(build_sample("scorm12-minimal.zip"))
    return path


def the_job(toys: Toys, kind: Any) -> Any:
    toys.start(kind)
    return toys.job()


def content_of(toys: Toys) -> Path:
    """The folder to which the row of the only package refers."""
    with toys.sandbox.work() as work:
        row = work.get(StoredPackage)
    assert row is not None
    return toys.sandbox.folder() / str(row["folder"])


def test_a_second_try_of_an_import_touches_nothing_of_the_one_that_was_committed(toys: Toys, tmp_path: Path) -> None:
    """As when a server has ended the claim of a process that goes on."""
    job, course = the_job(toys, toys.kind()), archive(tmp_path)
    first, second = (JobStep(job, World(toys.sandbox), 1) for _ in range(2))

    async def act() -> None:
        _, store = await packages.read_archive(first, course)
        with toys.sandbox.work() as work:
            store(work)
        await toys.database.durable()
        (content_of(toys) / "index.html").write_text("changed")
        course.write_bytes(build_sample("scorm12-minimal.zip"))  # it went with the first
        await packages.read_archive(second, course)
        toys.files.delete(second.world.temporary)  # another has moved the job

    asyncio.run(act())
    assert (content_of(toys) / "index.html").read_text() == "changed"
    assert list(toys.files.uploads.rglob("*.html")) == []


def test_an_import_whose_commit_failed_leaves_nothing_and_is_done_again(toys: Toys, tmp_path: Path) -> None:
    job, course = the_job(toys, toys.kind()), archive(tmp_path)

    async def one_try() -> None:
        _, store = await packages.read_archive(JobStep(job, World(toys.sandbox), 1), course)
        with toys.sandbox.work() as work:
            store(work)
        await toys.database.durable()

    async def act() -> None:
        with losing(toys.database), pytest.raises(StorageError, match="not authorized"):
            await one_try()
        assert [path for path in toys.sandbox.folder().rglob("*") if path.is_file()] == []
        await one_try()

    asyncio.run(act())
    assert (content_of(toys) / "imsmanifest.xml").is_file()


def test_a_try_works_in_a_folder_that_goes_with_it_and_is_of_no_sandbox(toys: Toys) -> None:
    seen: list[Path] = []

    async def work(step: JobStep) -> Commit:
        seen.append(step.world.new_folder())
        (seen[0] / "a").write_text("a")

        def commit(world: World) -> None:
            (seen[0] / "a").rename(world.sandbox.folder() / "a")

        return commit

    kind = toys.kind(work={"Working": work})

    async def act() -> None:
        await toys.worker.finish(toys.sandbox, toys.start(kind))

    asyncio.run(act())
    assert (toys.sandbox.folder() / "a").read_text() == "a"
    assert (seen[0].parent, seen[0].exists()) == (toys.files.uploads, False)


def test_an_upload_whose_commit_failed_is_gone_before_its_number_is_dealt_again(toys: Toys, tmp_path: Path) -> None:
    def upload(content: str) -> str:
        (tmp_path / "upload").write_text(content)
        with (world := World(toys.sandbox)).work:
            return keep_upload(world, tmp_path / "upload")

    async def act() -> list[str]:
        with losing(toys.database):
            names = [upload("lost")]
            await lost(toys.database)
        assert list((toys.sandbox.folder() / "uploads").iterdir()) == []
        names.append(upload("kept"))
        await toys.database.durable()
        return names

    assert asyncio.run(act()) == ["1", "1"]
    assert (toys.sandbox.folder() / "uploads" / "1").read_text() == "kept"


@pytest.mark.parametrize("in_doubt", [False, True])
def test_the_folder_of_a_new_generation_stays_if_nobody_knows_whether_it_was_committed(
    toys: Toys, tmp_path: Path, in_doubt: bool
) -> None:
    """As when the server is lost at the COMMIT of a fork, a restore or an import."""
    (tmp_path / "copy").mkdir()
    home = toys.files.home("toys", 2)
    with UnitOfWork(toys.database, "toys") as work:
        toys.files.put_home(work, home, tmp_path / "copy")
        deeds = work._begin()
        assert home.is_dir()
        deeds.take_back(in_doubt=in_doubt)
    assert home.is_dir() == in_doubt


def test_a_sandbox_that_another_process_was_faster_with_keeps_its_files(toys: Toys) -> None:
    """As on PostgreSQL, where a fork to a name takes as long as its transaction, and a first call of that name comes meanwhile."""
    faster = toys.sandboxes.get("new")
    (faster.folder() / "uploads").mkdir()
    slower = toys.sandboxes.new("new")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"), slower.work() as work:
        toys.sandboxes.create(slower, work)
    assert (faster.generation, slower.generation) == (1, 1)
    assert (faster.folder() / "uploads").is_dir()
