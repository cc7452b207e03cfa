"""Changes to files that must not happen before a COMMIT and must not be lost after it.

They are stored as rows of the transaction and made after its COMMIT. (For a new file this is not needed: the rows show whether anything
refers to it, see emulator/upkeep/sweeping.py. Whether a file was replaced or removed cannot be seen from other rows.)
"""

from functools import partial
from pathlib import Path

from sqlalchemy import Text, select

from emulator.store.database import Database
from emulator.store.rows import Row, Statement, Table
from emulator.store.sharing import share
from emulator.store.tables import Column, column
from emulator.store.unit_of_work import UnitOfWork


class FileChange(Table):
    """A file to be moved to `target`, or to be removed from there if `source` is None; paths below the sandbox's folder."""

    __tablename__ = "file_change"

    number: Column[int] = column(primary_key=True)
    target: Column[str] = column(Text)
    source: Column[str | None] = column(Text)


_LEFT = Statement(select(*FileChange.__table__.c).order_by(FileChange.number))
_SANDBOXES = Statement(select(FileChange.sandbox).distinct(), every_sandbox=True)


def replace_file(work: UnitOfWork, folder: Path, number: int, target: Path, source: Path) -> None:
    """Move a file to `target` when the transaction is committed. `number` must be unique among the sandbox's file changes."""
    staged = folder / "staged" / str(number)
    staged.parent.mkdir(exist_ok=True)
    work.remove_if_undone(partial(staged.unlink, missing_ok=True))
    source.replace(staged)
    _decide(work, folder, number, target, staged)


def remove_file(work: UnitOfWork, folder: Path, number: int, target: Path) -> None:
    """Delete a file when the transaction has been committed."""
    _decide(work, folder, number, target, None)


def is_there(work: UnitOfWork, folder: Path, target: Path) -> bool:
    """True if the file will exist after the pending changes."""
    decided = work.get(FileChange, target=_below(folder, target))
    return target.is_file() if decided is None else decided["source"] is not None


def sandboxes_with_left_changes(database: Database) -> list[str]:
    """The names of the sandboxes with changes that may not have been made."""
    compiled = _SANDBOXES.compiled(database.dialect)
    return [compiled.row(record)["sandbox"] for record in database.cursor.execute(compiled.sql).fetchall()]


def make_left_changes(work: UnitOfWork, folder: Path) -> None:
    """Make the changes that are still pending because the process ended or the disk was full."""
    for change in work.all(_LEFT):
        if work.delete(FileChange, number=change["number"]):
            _make(folder, change)


def left_changes(work: UnitOfWork) -> list[Row]:
    """The pending changes, for `make_in_copy`."""
    return work.all(_LEFT)


def staged(work: UnitOfWork, folder: Path) -> list[Path]:
    """The new files that pending changes will move to their places."""
    return [folder / change["source"] for change in work.all(_LEFT) if change["source"] is not None]


def make_in_copy(changes: list[Row], folder: Path, copy: Path) -> None:
    """Make pending changes of a sandbox's `folder` in a copy of it, which has the same files: new files are moved into place there."""
    for change in changes:
        if change["source"] is not None:
            share(folder / change["source"], copy / change["source"])
            if not (copy / change["source"]).exists():  # it was moved into place while the files were being linked
                (copy / change["target"]).unlink(missing_ok=True)
                share(folder / change["target"], copy / change["target"])
        _make(copy, change)


def _decide(work: UnitOfWork, folder: Path, number: int, target: Path, source: Path | None) -> None:
    change: Row = {
        "number": number,
        "target": _below(folder, target),
        "source": None if source is None else _below(folder, source),
    }
    work.delete(FileChange, target=change["target"])
    work.insert(FileChange, change)
    work.after_commit(partial(_make_and_forget, work, folder, change))


def _make_and_forget(work: UnitOfWork, folder: Path, change: Row) -> None:
    try:
        with work.another() as other:
            if other.delete(FileChange, number=change["number"]):  # otherwise it was made or changed meanwhile
                _make(folder, change)
    except OSError as error:  # the row stays, and housekeeping makes the change once the disk has space
        raise work.database.failed(error) from error


def _make(folder: Path, change: Row) -> None:
    target = folder / change["target"]
    if change["source"] is None:
        target.unlink(missing_ok=True)
    elif (folder / change["source"]).exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / change["source"]).replace(target)


def _below(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
