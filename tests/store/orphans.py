"""Whether the files of a data folder and its rows agree: for tests that kill the process, and for the soak."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.stored import stored, tables

# What may lie in the folder of a sandbox, and nothing else.
PLACES = ("jobs", "seeded", "uploads", "staged")


class Rows(NamedTuple):
    """What the rows of one sandbox say of files, as paths below the folder of its generation."""

    generation: int
    packages: list[str]
    working: list[str]
    uploads: list[str]
    staged: list[str]


def orphans(data: Path) -> list[str]:
    """A sentence for each file that no row refers to, and for each row whose file is missing; none if all is well.

    Call it when nothing is going on: the emulator has started and is idle, or has stopped.
    """
    return sorted({*_unreferenced(data), *_missing(data)})


def _unreferenced(data: Path) -> Iterator[str]:
    files, rows = data / "files", _rows(data)
    for place in ("uploads", "trash"):
        yield from (f"{path.relative_to(files)} was left behind" for path in (files / place).glob("*"))
    for folder in (files / "sandboxes").glob("*/*"):
        known = rows.get(folder.parent.name)
        if known is None:
            yield f"{folder.relative_to(files)} belongs to no sandbox"
        elif folder.name != str(known.generation):
            yield f"{folder.relative_to(files)} is of another generation than {known.generation}"
        else:
            yield from _unreferenced_in(folder, known)


def _unreferenced_in(folder: Path, rows: Rows) -> Iterator[str]:
    referred = [folder / path for path in (*rows.packages, *rows.working, *rows.uploads, *rows.staged)]
    for path in folder.rglob("*"):
        place = path.relative_to(folder).parts[0]
        if path.is_file() and not any(path.is_relative_to(other) for other in referred):
            yield f"{path} has no row"
        elif place not in PLACES:
            yield f"{path} lies where nothing should"


def _missing(data: Path) -> Iterator[str]:
    for name, rows in _rows(data).items():
        folder = data / "files" / "sandboxes" / name / str(rows.generation)
        for package in rows.packages:
            if not any(path.is_file() for path in (folder / package).rglob("*")):
                yield f"{folder / package} is empty, but a course of it exists"
        for upload in (*rows.uploads, *rows.staged):
            if not (folder / upload).is_file():
                yield f"{folder / upload} is missing, but something waits to use it"


def _rows(data: Path) -> dict[str, Rows]:
    states = stored(data, "SELECT sandbox, generation FROM sandbox_state")
    return {name: _rows_of(data, name, generation) for name, generation in states}


def _rows_of(data: Path, name: str, generation: int) -> Rows:
    packages = stored(data, "SELECT folder FROM course_package WHERE sandbox = ?", name)
    jobs = stored(data, "SELECT number, detail FROM job WHERE sandbox = ? AND due IS NOT NULL", name)
    details = [json.loads(detail) for _, detail in jobs]
    staged = []
    if "file_change" in tables(data):
        staged = stored(data, "SELECT source FROM file_change WHERE sandbox = ?", name)
    return Rows(
        generation,
        [folder for (folder,) in packages],
        [f"jobs/{number}" for number, _ in jobs],
        [f"uploads/{detail['upload']}" for detail in details if detail.get("upload")],
        [source for (source,) in staged if source is not None],
    )
