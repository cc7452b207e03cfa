"""What a start finds of a process that was killed: files of jobs that go on stay, whatever nothing refers to goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.jobs.job import UPLOADS
from emulator.store.files import Files, PackageLimits
from emulator.upkeep.sweeping import sweep, sweep_home
from tests import postgresql
from tests.jobs.toys import Toys, toys_in


@pytest.fixture
def toys(tmp_path: Path) -> Iterator[Toys]:
    with toys_in(tmp_path) as toys:
        yield toys


def file(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    return path


def test_files_of_jobs_that_go_on_stay_and_what_nothing_refers_to_goes(toys: Toys) -> None:
    job = toys.start(toys.kind(), upload="kept")
    folder = toys.sandbox.folder()
    number = str(toys.job(job)["number"])
    kept = [file(folder / UPLOADS / "kept" / "course.zip"), file(folder / "jobs" / number / "half")]
    gone = [
        file(folder / UPLOADS / "lost" / "course.zip"),
        file(folder / "jobs" / "99" / "half"),
        file(folder / "jobs" / number / ".importing-abc" / "fresh" / "x"),  # of the version before, as it unpacked
        file(folder / "packages" / "lost"),
        file(toys.files.sandboxes / "toys" / "0" / "before-a-reset"),
        file(toys.files.sandboxes / "deleted" / "1" / "x"),
        file(toys.files.uploads / "arriving" / "x"),
    ]
    sweep(toys.database, toys.files)
    toys.files.empty_trash()
    assert [path for path in kept if not path.exists()] == []
    assert [path for path in gone if path.exists()] == []
    assert not (toys.files.sandboxes / "deleted").exists()


@pytest.mark.skipif(not postgresql.ON_SERVER, reason="needs a PostgreSQL: scripts/test --store postgresql")
def test_a_sandbox_that_another_process_takes_long_to_make_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from emulator.store.postgresql.database import PostgresDatabase
    from emulator.store.postgresql.sessions import connect

    monkeypatch.setattr("emulator.store.postgresql.sessions.LOCK_SECONDS", 0.2)
    url, files = postgresql.url_of(tmp_path), Files(tmp_path, PackageLimits(1, 1, 1))
    put = file(files.sandboxes / "new" / "1" / "x")
    database = PostgresDatabase(url, tmp_path)
    with connect(url) as other:
        other.execute("BEGIN")
        other.execute(
            "INSERT INTO sandbox_state (sandbox, generation, clock_offset, clock_held_at, ids_dealt, settings, prepared)"
            " VALUES ('new', 1, 0, NULL, '{}', '{}', '[]')"
        )
        assert not sweep_home(database, files, files.sandboxes / "new")
        assert put.exists()
        other.execute("ROLLBACK")
    assert sweep_home(database, files, files.sandboxes / "new")
    assert not put.exists()
    database.close()
