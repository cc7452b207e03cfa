"""Importing a world that was exported: it is there as a whole, or not at all."""

import asyncio
from pathlib import Path, PurePosixPath
from typing import Any, cast

from pydantic import ValidationError

from emulator import __version__
from emulator.courseware.kept_files import kept_files
from emulator.courseware.package.archive import Archive, ArchiveLimits
from emulator.courseware.package.refused import PackageRefused
from emulator.jobs.worker import Worker
from emulator.light.records import dataclass
from emulator.sandbox.owners import SandboxCredential
from emulator.sandbox.sandbox import Sandbox, SandboxWork
from emulator.sandbox.sandboxes import Sandboxes
from emulator.store.files import Files
from emulator.store.migration import own_history
from emulator.store.rows import Row
from emulator.store.tables import METADATA
from emulator.vendors import ENTRIES, load_vendor, owned_accounts
from emulator.vendors.migrations import histories
from emulator.worlds.addresses import AS_STORED
from emulator.worlds.checking import check_names, check_references
from emulator.worlds.copying import KEEPING
from emulator.worlds.exported import DOCUMENT, FILES, HERE, Head, Rows, WorldRefusedError, read, stored
from emulator.worlds.exporting import import_tables, own_revisions
from emulator.worlds.older import brought_up_to_date, is_known
from emulator.worlds.worlds import SandboxExistsError

MANY_BYTES = 1024 * 1024 * 1024
MUCH_TEXT = 32 * 1024 * 1024
MOST_RATIO = 50
"""Of `world.json` to its archive, if it is `MUCH_TEXT`; rows of 20,000 generated people have less than 10."""


@dataclass(frozen=True, slots=True)
class WorldImport:
    """What is to be imported: an archive or the text of a document, into the sandbox of that name, which is reached at `address`.

    `replace` lets it take the place of what is there; `credentials` is whether it is to own those that it owned.
    """

    name: str
    content: bytes
    address: str
    replace: bool = False
    credentials: bool = True


@dataclass(frozen=True, slots=True)
class Read:
    """A world that was read: its rows as they are stored, where its files lie, and what was put where they are kept from there."""

    head: Head
    tables: dict[str, tuple[list[str], list[list[object]]]]
    files: Path
    put: Any

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(len(records) for _, records in self.tables.values())


class Importing:
    """Imports worlds into the sandboxes of one emulator."""

    def __init__(self, sandboxes: Sandboxes, worker: Worker, files: Files) -> None:
        self._sandboxes = sandboxes
        self._worker = worker
        self._files = files

    async def bring(self, wanted: WorldImport) -> tuple[Sandbox, int]:
        """Make the sandbox what was exported; returns it and how many rows it has.

        Raises `WorldRefusedError`, `SandboxExistsError` or `CredentialConflictError`, and changes nothing then.
        """
        folder = self._files.new_upload()
        try:
            found = await asyncio.to_thread(self._read, wanted, folder)
            sandbox = self._sandboxes.use(wanted.name)
            async with self._worker.turn(sandbox):
                sandbox = self._put(wanted, found)
        finally:
            self._files.discard(folder)
        self._worker.notify()
        return sandbox, found.rows

    def _read(self, wanted: WorldImport, folder: Path) -> Read:
        """All that takes long, in a thread: nothing of the emulator is touched."""
        import_tables()
        files = folder / FILES
        files.mkdir()
        text = self._unpacked(wanted.content, folder) if wanted.content.startswith(b"PK") else wanted.content
        head, rows = read(text, __version__)
        _check_files(files, head.files or [])
        for vendor in head.state.prepared:
            if vendor not in {entry.name for entry in ENTRIES}:
                raise WorldRefusedError(f"the world has rows of {vendor[:60]}, a vendor that is not installed")
            load_vendor(vendor)
        if _is_older(head):
            rows = brought_up_to_date(rows, head.revisions)
        if not wanted.credentials:
            rows.pop(SandboxCredential.__tablename__, None)
        stored = _as_stored(rows, wanted)
        check_names(rows, head.state.prepared, self._worker.kind_of)
        check_references(stored)
        return Read(head, stored, files, self._files.store.put(files))

    def _unpacked(self, content: bytes, folder: Path) -> bytes:
        """Unpack the files; returns the document."""
        packed = folder / "world.zip"
        packed.write_bytes(content)
        limits = ArchiveLimits(
            max_total_bytes=MANY_BYTES + 4 * self._files.limits.unpacked_bytes,
            max_files=1_000_000,
            ratio_free_bytes=MANY_BYTES,  # a world may have many small courses of one repeated word
            max_manifest_bytes=MANY_BYTES,
        )
        try:
            with Archive(packed, limits) as archive:
                if DOCUMENT not in archive.names:
                    raise WorldRefusedError(f"there is no {DOCUMENT} in the archive: this is no exported world")
                self._check_document(archive.declared_bytes(DOCUMENT), packed.stat().st_size)
                for name in archive.names:
                    if name.startswith(f"{FILES}/"):
                        target = folder / name
                        target.parent.mkdir(parents=True, exist_ok=True)
                        archive.copy(name, target)
                    elif name != DOCUMENT:
                        raise WorldRefusedError(f"{name}: an exported world has {DOCUMENT} and {FILES}/ alone")
                return archive.read(DOCUMENT)
        except PackageRefused as refused:
            raise WorldRefusedError(refused.reason) from None
        finally:
            packed.unlink()

    def _check_document(self, unpacked: int, packed: int) -> None:
        """Refuse a document that would take much memory, and can only be meant to: it is read whole."""
        if unpacked > MUCH_TEXT and unpacked > MOST_RATIO * packed:
            raise WorldRefusedError(
                f"{DOCUMENT} unpacks to more than {MOST_RATIO} times the size of the archive, as a zip bomb does"
            )

    def _put(self, wanted: WorldImport, found: Read) -> Sandbox:
        sandbox = self._sandboxes.use(wanted.name)
        if sandbox.vendors_in_use and not wanted.replace:
            raise SandboxExistsError(
                f"the sandbox {wanted.name} is in use; with replace=true the world takes its place"
            )
        try:
            with sandbox.work() as work:
                self._sandboxes.reset(sandbox, work)
                for table, (columns, records) in found.tables.items():
                    work.add_rows(table, columns, records)
                self._settle(sandbox, work, found)
        except ValidationError as error:
            problem = error.errors()[0]
            raise WorldRefusedError(f"state.settings.{problem['loc'][0]}: {problem['msg']}") from None
        except Exception as error:
            if "IntegrityError" not in {each.__name__ for each in type(error).__mro__}:  # every database has its own
                raise
            raise WorldRefusedError(f"the rows do not go together: {error}") from None
        return sandbox

    def _settle(self, sandbox: Sandbox, work: SandboxWork, found: Read) -> None:
        state = found.head.state.model_dump() | {"generation": sandbox.generation, "created": sandbox.created}
        sandbox.restore(cast(Row, state))
        sandbox.journal.go_on_after(found.head.journal)
        sandbox.save(work)
        home = self._files.home(sandbox.name, sandbox.generation)
        kept = kept_files(work, home)
        for path in (*kept.working, *kept.others):
            inside = path.relative_to(home) if path.is_relative_to(home) else PurePosixPath("..")
            if ".." in inside.parts or inside == PurePosixPath("."):
                raise WorldRefusedError(f"{path.name}: a row names a file that is outside of the world")
            if path in kept.others and not (found.files / inside).exists():
                raise WorldRefusedError(f"{FILES}/{inside} is missing, and a row refers to it")
        if self._files.store.by_rows:
            self._files.store.keep(work, found.files, "", found.put)
        else:
            self._files.put_home(work, home, found.files)
        owned_accounts.claim(self._sandboxes, sandbox, work)


def _check_files(folder: Path, names: list[str]) -> None:
    """Raises `WorldRefusedError` if one of the files that the world had is not in the folder."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    missing = sorted(set(names) - there)
    if missing:
        raise WorldRefusedError(f"{FILES}/{missing[0][:200]} is missing, and the world had it")


def _is_older(head: Head) -> bool:
    """Whether the rows have to be brought up to date. Raises `WorldRefusedError` for those of a newer version."""
    own, known = own_revisions(), {history.owner: history for history in (own_history(), *histories())}
    for owner, revision in head.revisions.items():
        if owner not in known:
            raise WorldRefusedError(f"the world has rows of {owner}, which is not installed")
        if not is_known(known[owner], revision):
            raise WorldRefusedError(
                f"the world was exported by lms-emulator {head.emulator}, whose {owner} is newer than that of this one, "
                f"{__version__}: it has the revision {revision[:40]}, and {own[owner]} is the newest here"
            )
    return any(own[owner] != revision for owner, revision in head.revisions.items())


def _as_stored(rows: Rows, wanted: WorldImport) -> dict[str, tuple[list[str], list[list[object]]]]:
    """Every value as its column has it. Raises `WorldRefusedError` with the place of one that cannot be."""
    made = {}
    for table, records in rows.items():
        if table not in METADATA.tables or table in KEEPING:
            raise WorldRefusedError(f"tables.{table[:60]}: there is no such table")
        columns = [column.name for column in METADATA.tables[table].c if column.name != "sandbox"]
        listed = []
        for index, row in enumerate(records):
            where = f"tables.{table}[{index}]"
            if row.keys() != set(columns):
                odd = min(row.keys() ^ set(columns))
                raise WorldRefusedError(f"{where}.{odd[:60]}: {'is missing' if odd in columns else 'is no column'}")
            values = [stored(table, name, row[name], where) for name in columns]
            if table not in AS_STORED:
                values = [_here(value, wanted.address) for value in values]
            listed.append(values)
        made[table] = (columns, listed)
    return made


def _here(value: object, address: str) -> object:
    return value.replace(HERE, address) if isinstance(value, str) and HERE in value else value
