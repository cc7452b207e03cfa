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
    rows = _rows(data)
    return sorted({*_unreferenced(data / "files", rows), *_missing(data / "files", rows)})


def _unreferenced(files: Path, rows: dict[str, Rows]) -> Iterator[str]:
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
    referred = {folder / path for path in (*rows.packages, *rows.working, *rows.uploads, *rows.staged)}
    for path in folder.rglob("*"):
        place = path.relative_to(folder).parts[0]
        if path.is_file() and referred.isdisjoint((path, *path.parents)):
            yield f"{path} has no row"
        elif place not in PLACES:
            yield f"{path} lies where nothing should"


def _missing(files: Path, rows: dict[str, Rows]) -> Iterator[str]:
    for name, known in rows.items():
        folder = files / "sandboxes" / name / str(known.generation)
        for package in known.packages:
            if not any(path.is_file() for path in (folder / package).rglob("*")):
                yield f"{folder / package} is empty, but a course of it exists"
        for upload in (*known.uploads, *known.staged):
            if not (folder / upload).is_file():
                yield f"{folder / upload} is missing, but something waits to use it"


def _rows(data: Path) -> dict[str, Rows]:
    found = {
        name: Rows(generation, [], [], [], [])
        for name, generation in stored(data, "SELECT sandbox, generation FROM sandbox_state")
    }
    for name, folder in stored(data, "SELECT sandbox, folder FROM course_package"):
        found[name].packages.append(folder)
    for name, number, detail in stored(data, "SELECT sandbox, number, detail FROM job WHERE due IS NOT NULL"):
        found[name].working.append(f"jobs/{number}")
        if upload := json.loads(detail).get("upload"):
            found[name].uploads.append(f"uploads/{upload}")
    if "file_change" in tables(data):
        for name, source in stored(data, "SELECT sandbox, source FROM file_change WHERE source IS NOT NULL"):
            found[name].staged.append(source)
    return found
