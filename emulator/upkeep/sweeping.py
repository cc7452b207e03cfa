"""Clean up at the start what a killed process left half done: compare the files on disk with the rows, and finish or delete."""

from pathlib import Path

from emulator.courseware.kept_files import kept_files
from emulator.courseware.stored_packages import TEMPORARY_PREFIX
from emulator.sandbox.sandbox import SandboxState
from emulator.store.database import Database
from emulator.store.file_changes import make_left_changes
from emulator.store.files import Files
from emulator.store.unit_of_work import UnitOfWork


def sweep(database: Database, files: Files) -> None:
    """Make the files of every sandbox match its rows. Only for the start, when no work is running whose row does not exist yet."""
    files.clear_uploads()
    if files.store.by_rows:
        files.store.sweep()
        for home in files.sandboxes.iterdir():  # of work that begins again from what is kept
            files.discard(home)
        return
    for home in files.sandboxes.iterdir():
        with UnitOfWork(database, home.name) as work:
            state = work.get(SandboxState)
            current = None if state is None else str(state["generation"])
            for folder in home.iterdir():
                if folder.name == current:
                    make_left_changes(work, folder)
                    _sweep(work, files, folder)
                else:
                    work.after_commit(lambda folder=folder: files.discard(folder))  # type: ignore[misc]
        if current is None:
            files.discard(home)


def _sweep(work: UnitOfWork, files: Files, folder: Path) -> None:
    """Discard what neither a package nor a job that goes on refers to, in the folder of one sandbox."""
    found = kept_files(work, folder)
    kept = {*found.working, *found.others}
    above = {parent for path in kept for parent in path.parents}
    for place in folder.iterdir():
        for path in _loose(place, kept, above):
            files.discard(path)
    for path in found.working:
        for temporary in path.glob(f"{TEMPORARY_PREFIX}*"):
            files.discard(temporary)


def _loose(path: Path, kept: set[Path], above: set[Path]) -> list[Path]:
    """The topmost paths, from this one down, that contain no kept files."""
    if path in kept:
        return []
    if path in above:
        return [loose for below in path.iterdir() for loose in _loose(below, kept, above)]
    return [path]
