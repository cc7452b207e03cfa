"""How the worker moves a job: one state at a time, at its own time, once, and to an end whatever goes wrong."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from emulator.jobs import worker
from emulator.jobs.job import Again, Commit, Job, JobFailedError, JobStep, Work, start_job
from emulator.jobs.move import Move
from emulator.jobs.mover import AT_ONCE, DEFECT
from emulator.jobs.worker import LONGEST_SLEEP
from emulator.sandbox import clock
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World
from emulator.store.rows import Row
from tests.jobs.toys import START, Toys, toys_in


@pytest.fixture
def toys(tmp_path: Path) -> Iterator[Toys]:
    """A worker with jobs of a toy kind."""
    with toys_in(tmp_path) as toys:
        yield toys


def advance(toys: Toys, seconds: float) -> list[tuple[float, str, str]]:
    """Move the clock: what came into which state, and when."""
    moves = asyncio.run(toys.worker.advance(toys.sandbox, seconds))
    return [((move.at - START).total_seconds(), move.job, move.state) for move in moves]


async def until(holds: Callable[[], Any]) -> None:
    """Wait until something holds, for at most half a minute."""
    for _ in range(1500):
        if holds():
            return
        await asyncio.sleep(0.02)


def test_each_move_is_made_at_its_own_time_and_the_clock_ends_where_it_was_moved_to(toys: Toys) -> None:
    toys.start(toys.kind())
    assert advance(toys, 10) == [(2, "toy:a", "Working"), (4, "toy:a", "Done")]
    assert (toys.seconds(), toys.sandbox.clock.held, toys.ended) == (10, True, ["a"])
    assert toys.job()["due"] is None


def test_a_clock_that_ran_runs_on_after_it_was_moved(toys: Toys) -> None:
    toys.sandbox.clock.release()
    advance(toys, 10)
    assert not toys.sandbox.clock.held


def test_what_is_due_first_is_moved_first(toys: Toys) -> None:
    kind = toys.kind()
    toys.start(kind, "late")
    toys.set(job_seconds=2)
    toys.start(kind, "early")
    assert [subject for subject, _, _ in toys.moved] == []
    advance(toys, 10)
    assert [subject for subject, _, _ in toys.moved] == ["early", "late", "early", "late"]


def test_what_a_job_starts_on_the_way_belongs_to_it_and_what_others_start_does_not(toys: Toys) -> None:
    child, foreign = toys.kind("child"), toys.kind("foreign")

    def start_child(world: World, subject: str) -> None:
        start_job(child, world.sandbox, world.work, "of " + subject, {})

    async def meanwhile(step: JobStep) -> None:
        toys.start(foreign, "x")

    toys.start(toys.kind(work={"Working": meanwhile}, ended=start_child))
    moves = advance(toys, 100)
    assert [job for _, job, _ in moves] == ["toy:a", "toy:a", "child:of a", "child:of a"]
    assert toys.job("foreign:x")["state"] == "Waiting"


def test_what_a_job_starts_on_the_way_goes_before_what_is_due_later(toys: Toys) -> None:
    child = toys.kind("child")

    def start_child(world: World, subject: str) -> None:
        start_job(child, world.sandbox, world.work, "of " + subject, {})

    toys.set(job_seconds=14)
    toys.start(toys.kind("slow"))
    toys.set(job_seconds=4)
    toys.start(toys.kind(ended=start_child))
    moves = [(seconds, job) for seconds, job, _ in advance(toys, 100)]
    assert moves == [(2, "toy:a"), (4, "toy:a"), (6, "child:of a"), (7, "slow:a"), (8, "child:of a"), (9, "slow:a")]


def test_a_move_of_the_clock_finds_its_jobs_behind_many_of_others(toys: Toys) -> None:
    foreign = toys.kind("foreign", by_clock=True)

    async def meanwhile(step: JobStep) -> None:
        for number in range(200):
            toys.start(foreign, str(number))

    toys.start(toys.kind(work={"Working": meanwhile}))
    assert [state for _, _, state in advance(toys, 100)] == ["Working", "Done"]


def test_a_move_of_the_clock_does_not_wait_behind_what_others_have_started(toys: Toys) -> None:
    async def work(step: JobStep) -> None:
        if step.job["subject"] != "own":
            await asyncio.sleep(60)
        for number in range(3 * AT_ONCE if step.job["state"] == "Waiting" else 0):
            toys.start(kind, str(number))
        toys.worker.notify()
        await asyncio.sleep(0.1)  # the worker takes every slot

    async def run() -> list[Move]:
        moving = asyncio.create_task(toys.worker.run())
        try:
            async with asyncio.timeout(50):  # what the others do takes 60
                return await toys.worker.advance(toys.sandbox, 10)
        finally:
            moving.cancel()
            await asyncio.gather(moving, return_exceptions=True)

    kind = toys.kind(work={"Working": work, "Done": work}, by_clock=True)
    toys.start(kind, "own")
    assert [(move.job, move.state) for move in asyncio.run(run())] == [("toy:own", "Working"), ("toy:own", "Done")]


@pytest.mark.parametrize("mode", ["instant", "step"])
def test_what_goes_by_the_clock_is_not_hurried(toys: Toys, mode: str) -> None:
    toys.set(job_mode=mode)
    job = toys.start(toys.kind(by_clock=True))
    asyncio.run(toys.worker.finish(toys.sandbox, job))
    assert (toys.job()["state"], toys.moved) == ("Waiting", [])
    assert [state for _, _, state in advance(toys, 0)] == ["Working", "Done"]


def test_an_instant_job_is_finished_at_once(toys: Toys) -> None:
    toys.set(job_mode="instant")
    asyncio.run(toys.worker.finish(toys.sandbox, toys.start(toys.kind())))
    assert [state for _, state, _ in toys.moved] == ["Working", "Done"]
    assert toys.seconds() == 0


def test_a_step_does_all_parts_of_one_state_and_no_more(toys: Toys) -> None:
    toys.set(job_mode="step")
    parts: list[int] = []

    async def part(step: JobStep) -> Again | None:
        parts.append(len(parts))
        return Again(timedelta(), None, "more to do") if len(parts) < 3 else None

    job = toys.start(toys.kind(work={"Working": part}))
    asyncio.run(toys.worker.step(toys.sandbox, job))
    assert (toys.job()["state"], parts) == ("Working", [0, 1, 2])
    asyncio.run(toys.worker.step(toys.sandbox, job))
    assert toys.job()["state"] == "Done"
    asyncio.run(toys.worker.step(toys.sandbox, job))
    assert toys.ended == ["a"]


def test_what_is_to_be_tried_again_waits_and_notes_what_it_found(toys: Toys) -> None:
    noted: list[str] = []

    async def busy(step: JobStep) -> Again:
        return Again(timedelta(seconds=30), lambda world: noted.append("tried"), "busy")

    toys.start(toys.kind(work={"Working": busy}))
    assert [at for at, _, _ in advance(toys, 70)] == [2, 32, 62]
    assert (toys.job()["state"], toys.job()["detail"], noted) == ("Waiting", {"reason": "busy"}, ["tried"] * 3)


async def refuse(step: JobStep) -> None:
    raise JobFailedError("no such thing")


async def break_down(step: JobStep) -> None:
    raise ZeroDivisionError


def put(step: JobStep, name: str) -> None:
    """Put a file into the job's folder, as a state of it does that leaves something for the next."""
    step.path(name).parent.mkdir(parents=True, exist_ok=True)
    step.path(name).write_text("x")


def files_of(toys: Toys) -> list[str]:
    """The names of all files, of sandboxes and of work under way."""
    return sorted(path.name for path in toys.files.root.rglob("*") if path.is_file())


async def break_at_the_commit(step: JobStep) -> Commit:
    def commit(world: World) -> None:
        raise ZeroDivisionError

    return commit


@pytest.mark.parametrize(
    ("work", "reason"), [(refuse, "no such thing"), (break_down, DEFECT), (break_at_the_commit, DEFECT)]
)
def test_a_job_that_cannot_go_on_ends_with_the_reason_and_its_files_go(toys: Toys, work: Work, reason: str) -> None:
    async def leave_a_file(step: JobStep) -> Commit | Again | None:
        put(step, "half")
        return await work(step)

    job = toys.start(toys.kind(work={"Working": leave_a_file}), upload="up")
    upload = toys.sandbox.folder() / "uploads" / "up"
    upload.mkdir(parents=True)
    (upload / "file").write_text("x")
    assert advance(toys, 100) == [(2, job, "Failed")]
    assert toys.moved[-1] == ("a", "Failed", reason)
    assert (toys.job()["due"], toys.job()["detail"]["reason"], toys.ended) == (None, reason, ["a"])
    assert [path for path in toys.files.sandboxes.rglob("*") if path.is_file()] == []


def test_work_on_a_job_that_was_started_anew_comes_to_nothing_and_its_files_go(
    toys: Toys, caplog: pytest.LogCaptureFixture
) -> None:
    begun: list[int] = []

    async def start_again(step: JobStep) -> Commit:
        begun.append(step.job["number"])
        if len(begun) == 1:
            put(step, "left for the next state")
            toys.start(toys.kinds["toy"])
            await toys.database.durable()  # what had been made is discarded by now
            (step.world.new_folder() / "late").write_text("x")
            raise FileNotFoundError
        return lambda _: put(step, "made")

    toys.start(toys.kind(work={"Working": start_again}))
    assert advance(toys, 3) == []
    assert caplog.text == "", "that is no defect"
    assert (toys.job()["state"], toys.job()["number"], toys.moved) == ("Waiting", 2, [])
    toys.files.empty_trash()
    assert files_of(toys) == []
    assert [state for _, _, state in advance(toys, 100)] == ["Working", "Done"]
    toys.start(toys.kinds["toy"])
    assert files_of(toys) == ["made"], "the files of a job that has ended are those of what it made"


def test_work_on_a_job_that_was_moved_by_somebody_else_comes_to_nothing(toys: Toys) -> None:
    async def move(step: JobStep) -> None:
        with toys.sandbox.work() as work:
            work.update(Job, {"id": step.job["id"]}, {"state": "Done", "due": None})

    toys.start(toys.kind(work={"Working": move}))
    assert (advance(toys, 100), toys.moved) == ([], [])
    assert toys.job()["state"] == "Done"


def test_work_that_ends_after_a_reset_comes_to_nothing_and_leaves_no_files(toys: Toys) -> None:
    async def reset(step: JobStep) -> None:
        with toys.sandbox.work() as work:
            toys.sandboxes.reset(toys.sandbox, work)
        toys.start(toys.kinds["toy"])  # the same job of the fresh world, with the same number
        await toys.database.durable()  # what had been made is discarded by now
        (step.world.new_folder() / "late").write_text("x")

    toys.start(toys.kind(work={"Working": reset}))
    assert (advance(toys, 3), toys.moved) == ([], [])
    assert toys.job()["state"] == "Waiting"
    assert files_of(toys) == []


@pytest.mark.parametrize(("mode", "state"), [("real", "Done"), ("step", "Waiting")])
def test_the_worker_itself_moves_what_is_due_unless_reads_do(toys: Toys, mode: str, state: str) -> None:
    async def run() -> None:
        moving = asyncio.create_task(toys.worker.run())
        if mode == "real":
            await until(lambda: toys.job()["due"] is None)
        await asyncio.sleep(0.2)
        moving.cancel()
        await asyncio.gather(moving, return_exceptions=True)

    toys.set(job_mode=mode, job_seconds=0)
    toys.start(toys.kind())
    asyncio.run(run())
    assert toys.job()["state"] == state


def test_a_job_is_moved_in_time_while_an_earlier_one_of_its_kind_is_in_work(toys: Toys) -> None:
    async def slow_for_the_first(step: JobStep) -> None:
        if step.job["subject"] == "first":
            await asyncio.sleep(60)

    async def run() -> None:
        moving = asyncio.create_task(toys.worker.run())
        await until(lambda: toys.moved)
        moving.cancel()
        await asyncio.gather(moving, return_exceptions=True)

    kind = toys.kind(work={"Working": slow_for_the_first})
    toys.sandbox.clock.release()
    for subject, seconds in (("first", 0.2), ("second", 1)):
        toys.set(job_seconds=seconds)
        toys.start(kind, subject)
    asyncio.run(run())
    assert toys.moved[0] == ("second", "Working", None)


def test_after_a_failure_of_the_store_the_pauses_grow_until_something_goes_well(
    toys: Toys, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(worker, "stopwatch", lambda: now[0])
    toys.set(job_mode="step")

    def pauses(times: int) -> list[float]:
        found = []
        for _ in range(times):
            found.append(toys.worker._start_due_unless_paused())
            now[0] += found[-1]
        return found

    def rename(old: str, new: str) -> None:
        toys.database.cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")

    job = toys.start(toys.kind())
    rename("job", "gone")
    assert pauses(8) == [0.5, 1, 2, 4, 8, 16, LONGEST_SLEEP, LONGEST_SLEEP]
    rename("gone", "job")
    asyncio.run(toys.worker.step(toys.sandbox, job))
    rename("job", "gone")
    assert pauses(2) == [0.5, 1]
    toys.worker.resume()
    assert pauses(1) == [0.5]


def test_what_failed_is_logged_once_until_something_goes_well(toys: Toys, caplog: pytest.LogCaptureFixture) -> None:
    fails = True

    def write(world: World) -> None:
        if fails:
            raise sqlite3.ProgrammingError("no such table")

    async def work(step: JobStep) -> Commit:
        return write

    kind = toys.kind(work={"Working": work})
    job = toys.start(kind)
    for _ in range(2):
        with pytest.raises(sqlite3.Error):
            asyncio.run(toys.worker.step(toys.sandbox, job))
    (logged,) = caplog.records
    assert logged.getMessage() == "jobs wait, since the emulator failed: job toy:a of sandbox toys"
    assert logged.exc_info is not None
    fails = False
    asyncio.run(toys.worker.step(toys.sandbox, job))
    fails = True
    with pytest.raises(sqlite3.Error):
        asyncio.run(toys.worker.step(toys.sandbox, toys.start(kind, "b")))
    assert len(caplog.records) == 2


def test_jobs_that_nothing_can_move_are_skipped_and_said_while_others_go_on(
    toys: Toys, caplog: pytest.LogCaptureFixture
) -> None:
    kind = toys.kind()
    for subject in ("detail", "kind", "state", "late", "good"):
        toys.start(kind, subject)
    for column, value in (("detail", "{"), ("kind", "gone"), ("state", "?"), ("due", 2**62)):
        subject = "late" if column == "due" else column
        toys.database.cursor.execute(f"UPDATE job SET {column} = ? WHERE subject = ?", [value, subject])
    assert toys.worker.waiting_kinds() == {"toy", "gone"}

    async def run() -> None:
        await toys.worker.advance(toys.sandbox, 2)  # by hand
        working = asyncio.create_task(toys.worker.run())
        toys.sandbox.clock.set(START + timedelta(seconds=4))
        toys.worker.notify()
        await until(lambda: len(toys.moved) == 2)
        working.cancel()

    asyncio.run(run())
    assert [(subject, state) for subject, state, _ in toys.moved] == [("good", "Working"), ("good", "Done")]
    said = sorted(record.getMessage().partition(" is skipped: ")[0] for record in caplog.records)
    assert said == [f"job toy:{subject} of sandbox toys" for subject in ("detail", "kind", "state")]


def test_a_job_is_not_stuck_when_the_machine_s_clock_is_set_back(toys: Toys, monkeypatch: pytest.MonkeyPatch) -> None:
    back, now = timedelta(), clock.machine_now

    def set_back() -> datetime:
        return now() + back

    async def run() -> None:
        nonlocal back
        moving = asyncio.create_task(toys.worker.run())
        await asyncio.sleep(0.2)
        back = timedelta(hours=-5)
        await until(lambda: toys.moved)
        moving.cancel()
        await asyncio.gather(moving, return_exceptions=True)

    toys.sandbox.clock.release()
    monkeypatch.setattr(clock, "machine_now", set_back)
    toys.set(job_seconds=2)
    toys.start(toys.kind())
    asyncio.run(run())
    assert toys.moved == [("a", "Working", None)]


@pytest.mark.parametrize(("due", "state"), [(START, "Failed"), (None, "Working")])
def test_a_job_that_another_process_moves_while_it_is_made_to_fail_fails_all_the_same_unless_it_has_ended(
    toys: Toys, monkeypatch: pytest.MonkeyPatch, due: datetime | None, state: str
) -> None:
    toys.start(toys.kind())
    read = toys.worker._job

    def moved_after(sandbox: Sandbox, job_id: str) -> Row | None:
        job = read(sandbox, job_id)
        if job is not None and job["state"] == "Waiting":
            with sandbox.work() as work:
                work.update(Job, {"id": job_id}, {"state": "Working", "due": due})
        return job

    monkeypatch.setattr(toys.worker, "_job", moved_after)
    failed = asyncio.run(toys.worker.fail(toys.sandbox, "toy:a", "as asked"))
    assert (failed, toys.job()["state"]) == (due is not None, state)
