"""Exporting a world: its rows and files as of one moment, in a zip whose bytes depend on nothing else."""

import asyncio
import zipfile
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import orjson

from emulator import __version__
from emulator.jobs.worker import Worker
from emulator.sandbox.sandbox import Sandbox
from emulator.store.content.contents import StoredFile, parts_of
from emulator.store.files import Files
from emulator.store.migration import own_history
from emulator.vendors import table_modules
from emulator.vendors.migrations import histories
from emulator.worlds.addresses import AS_STORED, Addresses
from emulator.worlds.copying import KEEPING, Copy, Copying
from emulator.worlds.exported import DOCUMENT, FILES, FORMAT, HERE, ExportedState, Head, shown, write

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of each file in the zip, so that the same world is the same zip."""

Taken = tuple[Head, dict[str, list[bytes]], Copy, list[StoredFile]]


class Exporting:
    """Exports the sandboxes of one emulator."""

    def __init__(self, worker: Worker, copying: Copying, files: Files, addresses: Addresses) -> None:
        self._worker = worker
        self._copying = copying
        self._files = files
        self._addresses = addresses

    async def export(self, sandbox: Sandbox) -> Path:
        """A zip of the world, in a folder of its own among the uploads, which the caller discards."""
        await asyncio.to_thread(import_tables)
        async with self._worker.turn(sandbox):  # its clock may be on its way
            head, tables, copy, files = await self._copying.copy(sandbox, lambda copy: self._take(sandbox, copy))
        try:
            return await asyncio.to_thread(self._zip, head, tables, copy.files or files)
        finally:
            self._copying.discard(copy)

    def _take(self, sandbox: Sandbox, copy: Copy) -> Taken:
        """All rows now."""
        state = ExportedState.model_validate(
            {name: value for name, value in sandbox.state().items() if name in ExportedState.model_fields}
        )
        head = Head(
            lms_emulator_world=FORMAT,
            emulator=__version__,
            revisions=own_revisions(),
            sandbox=sandbox.name,
            journal=sandbox.journal.last_number,
            state=state,
        )
        with sandbox.work() as work:
            named = [name for name in sorted(work.tables()) if name not in KEEPING]
            found = {name: work.stored_rows(name) for name in named}
            columns = {name: work.columns_of(name) for name in named}
            files = self._files.store.everything(work)
        rows = {
            name: [self._row(sandbox.name, name, columns[name], row) for row in records]
            for name, records in found.items()
            if records
        }
        return head, rows, copy, files

    def _row(self, sandbox: str, table: str, columns: list[tuple[str, bool]], record: Iterable[object]) -> bytes:
        """The JSON of a row. Addresses of the sandbox, but in statements, are those of the sandbox that it will be."""
        row = {}
        for (name, is_key), value in zip(columns, record, strict=True):
            moved = isinstance(value, str) and "://" in value and not is_key and table not in AS_STORED
            row[name] = shown(table, name, self._addresses.marked(str(value), sandbox, HERE) if moved else value)
        return orjson.dumps(row)

    def _zip(self, head: Head, tables: dict[str, list[bytes]], found: Path | list[StoredFile]) -> Path:
        files = _linked(found) if isinstance(found, Path) else found
        head = head.model_copy(update={"files": [each.name for each in files]})
        folder = self._files.new_upload()
        archive = folder / "world.zip"
        try:
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
                with packed.open(_named(DOCUMENT), "w", force_zip64=True) as file:
                    for part in write(head, tables):
                        file.write(part)
                for each in files:
                    with packed.open(_named(f"{FILES}/{each.name}"), "w", force_zip64=True) as file:
                        for part in parts_of(each):
                            file.write(part)
        except BaseException:
            self._files.discard(folder)
            raise
        return archive


def _linked(folder: Path) -> list[StoredFile]:
    """The files of a copy, in the order of their paths."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [StoredFile(path.relative_to(folder).as_posix(), path.stat().st_size, "", 0, path) for path in found]


def import_tables() -> None:
    """Make every table known that is declared in code."""
    for module in table_modules():
        import_module(module)


def own_revisions() -> dict[str, str]:
    """How far the tables of this emulator are, by whose they are."""
    return {history.owner: history.newest() for history in (own_history(), *histories())}


def _named(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
