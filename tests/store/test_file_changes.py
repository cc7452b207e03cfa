"""Files that are replaced or removed with the rows of a transaction: not before its commit, and not without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from emulator.store.database import Database
from emulator.store.file_changes import FileChange, is_there, make_left_changes, remove_file, replace_file
from emulator.store.migration import migrate
from emulator.store.statement import Statement
from emulator.store.unit_of_work import UnitOfWork

LEFT = Statement(select(FileChange.number))


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database(None)
    migrate(database)
    yield database
    database.close()


def left(database: Database) -> list[int]:
    return [row["number"] for row in UnitOfWork(database, "one").all(LEFT)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old").write_text("old")
    (tmp_path / "new").write_text("new")
    return tmp_path


def test_a_file_is_replaced_by_the_commit_and_not_before(database: Database, folder: Path) -> None:
    with UnitOfWork(database, "one") as work:
        replace_file(work, folder, 1, folder / "old", folder / "new")
        replace_file(work, folder, 2, folder / "deep" / "down", folder / "old")
        assert is_there(work, folder, folder / "deep" / "down")
        assert not (folder / "deep").exists()
    assert (folder / "old").read_text() == "new"
    assert (folder / "deep" / "down").read_text() == "old"
    assert not (folder / "new").exists()
    assert left(database) == []


def test_a_file_is_removed_by_the_commit_and_not_before(database: Database, folder: Path) -> None:
    with UnitOfWork(database, "one") as work:
        assert is_there(work, folder, folder / "old")
        remove_file(work, folder, 1, folder / "old")
        assert not is_there(work, folder, folder / "old")
        assert (folder / "old").exists()
    assert not (folder / "old").exists()
    assert left(database) == []


def test_what_is_undone_leaves_the_file_as_it_was(database: Database, folder: Path) -> None:
    def fail() -> None:
        with UnitOfWork(database, "one") as work:
            replace_file(work, folder, 1, folder / "old", folder / "new")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert (folder / "old").read_text() == "old"
    assert list((folder / "staged").iterdir()) == []
    assert left(database) == []


def test_what_an_earlier_process_did_not_come_to_do_is_done_later(database: Database, folder: Path) -> None:
    with UnitOfWork(database, "one") as work:
        work.insert(FileChange, {"number": 1, "target": "kept/old", "source": "new"})
        work.insert(FileChange, {"number": 2, "target": "old", "source": None})
        work.insert(FileChange, {"number": 3, "target": "gone", "source": "was/moved/before"})
    with UnitOfWork(database, "one") as work:
        make_left_changes(work, folder)
    assert (folder / "kept" / "old").read_text() == "new"
    assert sorted(path.name for path in folder.iterdir()) == ["kept"]
    assert left(database) == []
