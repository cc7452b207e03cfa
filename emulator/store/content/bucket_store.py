"""Files kept in a bucket. Objects are stored before the COMMIT of the rows that refer to them, and deleted after the last such row is
gone."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from emulator.light.records import dataclass
from emulator.store.content.bucket import Bucket
from emulator.store.content.contents import NameTakenError, StoredFile
from emulator.store.content.kept_file import (
    BELOW,
    BUNDLES,
    BUNDLES_BELOW,
    DROP_BELOW,
    EVERYTHING,
    IN_ANY_CASE,
    NOBODY,
    KeptFile,
    below,
)
from emulator.store.database import Database
from emulator.store.rows import Row
from emulator.store.unit_of_work import UnitOfWork

OWNER = "owner"
"""The object that says which database the bucket belongs to."""
AT_ONCE = 16  # objects that are stored at the same time
YOUNG = timedelta(hours=1)
"""How long an object without a row is kept: another process may be about to commit its row."""
STAMP = "%Y%m%dT%H%M%S"


class ForeignBucketError(Exception):
    """The bucket does not belong to this database; the message says why."""


@dataclass(frozen=True, slots=True)
class Put:
    """Stored content: a file, or the files of a folder. Each file is an object with a number."""

    bundle: str
    files: list[tuple[str, int]]
    """The path below the stored folder (empty for a single file), and the size in bytes."""


@dataclass(frozen=True, slots=True)
class InBucket:
    """An object as the content of a file."""

    bucket: Bucket
    key: str
    size: int

    async def open(self, first: int, count: int) -> AsyncIterator[bytes]:
        """Begin to read a part of the object."""
        return await self.bucket.open(self.key, first, count) if count else _nothing()

    def parts(self) -> Iterator[bytes]:
        """The whole object in slices; to be called in a thread."""
        return self.bucket.parts(self.key) if self.size else iter(())


class BucketStore:
    """The bucket of one database. `now` is the machine's time, `secret` makes unique names."""

    by_rows = True

    def __init__(
        self,
        bucket: Bucket,
        database: Database,
        throw_away: Callable[[Path], None],
        now: Callable[[], datetime],
        secret: Callable[[], str],
    ) -> None:
        self.bucket = bucket
        self._database = database
        self._throw_away = throw_away
        self._now = now
        self._secret = secret
        self._dropped: set[str] = set()

    @property
    def has_discarded(self) -> bool:
        """True if `tidy` has something to delete."""
        return bool(self._dropped)

    def claim(self) -> None:
        """Make sure that the bucket belongs to this database only and can be written. Raises `ForeignBucketError` or `StorageError`."""
        try:
            self._claim()
        except Exception as error:
            if "IntegrityError" not in {each.__name__ for each in type(error).__mro__}:
                raise
            self._claim()  # another process that starts at the same time was faster

    def _claim(self) -> None:
        """The row is committed before the object is stored, so after a kill between the two, the next start completes it."""
        there = self.bucket.read(OWNER)
        with UnitOfWork(self._database, NOBODY) as work:
            row = work.get(KeptFile, path=OWNER)
            own = self._secret() if row is None else str(row["bundle"])
            if there is not None and there.decode() != own:
                raise ForeignBucketError(
                    f"{self.bucket.url} has the files of another database; give this one a prefix of its own"
                )
            if there is None and row is not None and self._are_kept():
                raise ForeignBucketError(
                    f"{self.bucket.url} is empty, and the database refers to files that were in its bucket"
                )
            if row is None:
                work.insert(KeptFile, self._row(OWNER, own, 0, 0))
        self.bucket.put(OWNER, own.encode())

    def _are_kept(self) -> bool:
        with self._database.beside() as read:
            return bool(read("SELECT 1 FROM kept_file WHERE sandbox <> ? LIMIT 1", [NOBODY]))

    def contents(self, work: UnitOfWork, home: Path, folder: str) -> "BucketContents":
        """The files below a folder."""
        return BucketContents(self, work, folder)

    def put(self, source: Path) -> Put:
        """Store a file, or all files of a folder, in the bucket."""
        found = sorted(each for each in source.rglob("*") if each.is_file()) if source.is_dir() else [source]
        names = [each.relative_to(source).as_posix() if each != source else "" for each in found]
        bundle = self._new_bundle()
        put = Put(bundle, [(name, each.stat().st_size) for name, each in zip(names, found, strict=True)])
        try:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                keys = (f"{bundle}/{number}" for number in range(len(found)))
                list(pool.map(self.bucket.put, keys, found))
        except BaseException:
            self._dropped.add(bundle)
            raise
        return put

    def keep(self, work: UnitOfWork, home: Path, path: str, put: Put) -> None:
        """Add rows that make stored content the sandbox's. The files on disk can be deleted then."""
        work.remove_if_undone(partial(self._dropped.add, put.bundle))
        rows = (
            self._row("/".join(part for part in (path, name) if part), put.bundle, number, size)
            for number, (name, size) in enumerate(put.files)
        )
        work.insert_all(KeptFile, rows)
        work.after_commit(partial(self._throw_away, home / path))

    def discard(self, work: UnitOfWork, home: Path, path: str) -> None:
        """Delete a file or folder once the unit of work is committed, unless another sandbox shares it."""
        gone = [row["bundle"] for row in work.all(BUNDLES_BELOW, **below(path))]
        kept = work.get(KeptFile, path=path)
        if kept is not None:
            gone.append(kept["bundle"])
            work.delete(KeptFile, path=path)
        if gone:
            work.run(DROP_BELOW, **below(path))
        self._drop(work, gone)
        work.after_commit(partial(self._throw_away, home / path))

    def discard_all(self, work: UnitOfWork) -> None:
        """Delete the sandbox's files once the unit of work is committed, unless another sandbox shares them."""
        self._drop(work, [row["bundle"] for row in work.all(BUNDLES)])

    def _drop(self, work: UnitOfWork, bundles: Iterable[str]) -> None:
        named = set(bundles)
        if named:
            work.after_commit(partial(self._dropped.update, named))

    def replace(self, work: UnitOfWork, path: str, source: Path) -> None:
        """Put a file at a path, replacing an existing one."""
        put = self.put(source)
        self.forget(work, path)
        work.remove_if_undone(partial(self._dropped.add, put.bundle))
        work.insert(KeptFile, self._row(path, put.bundle, 0, put.files[0][1]))

    def forget(self, work: UnitOfWork, path: str) -> None:
        """Delete a file's row; its object is deleted once no row has it."""
        row = work.get(KeptFile, path=path)
        if row is not None:
            work.delete(KeptFile, path=path)
            self._drop(work, [row["bundle"]])

    def everything(self, work: UnitOfWork) -> list[StoredFile]:
        """All files of the sandbox."""
        return [self.described(row, str(row["path"])) for row in work.all(EVERYTHING)]

    def bytes_of(self, names: list[str]) -> dict[str, int]:
        """The size of each sandbox's files in bytes."""
        with self._database.beside() as read:
            found = dict(read("SELECT sandbox, SUM(size) FROM kept_file GROUP BY sandbox", []))
        return {name: int(found.get(name, 0)) for name in names}

    def sweep(self) -> None:
        """Delete objects without a row, except young ones whose row may be about to be committed."""
        oldest = (self._now() - YOUNG).strftime(STAMP)
        old = [bundle for bundle in self.bucket.prefixes() if bundle < oldest]
        with self._database.beside() as read:
            used = {bundle for (bundle,) in read("SELECT DISTINCT bundle FROM kept_file", [])} if old else set()
        self._delete(bundle for bundle in old if bundle not in used)

    def tidy(self) -> None:
        """Delete discarded objects that no sandbox uses."""
        if self._dropped:
            dropped = set(self._dropped)
            self._delete(dropped)
            self._dropped -= dropped

    def _delete(self, bundles: Iterable[str]) -> None:
        for bundle in bundles:
            with self._database.beside() as read:
                used = read("SELECT 1 FROM kept_file WHERE bundle = ? LIMIT 1", [bundle])
            if not used:
                self.bucket.delete_below(bundle)

    def probe(self) -> None:
        """Check that files can be stored. Raises `StorageError`."""
        owner = self.bucket.read(OWNER)
        self.bucket.put(OWNER, owner or b"")

    def described(self, row: Row, name: str) -> StoredFile:
        """The file that a row describes."""
        key = f"{row['bundle']}/{row['number']}"
        return StoredFile(
            name, row["size"], key.replace("/", "-"), row["modified"], InBucket(self.bucket, key, row["size"])
        )

    def _row(self, path: str, bundle: str, number: int, size: int) -> Row:
        modified = int(self._now().timestamp())
        return {"path": path, "bundle": bundle, "number": number, "size": size, "modified": modified}

    def _new_bundle(self) -> str:
        return f"{self._now().strftime(STAMP)}-{self._secret()}"


class BucketContents:
    """The files below one folder, read from their rows."""

    def __init__(self, store: BucketStore, work: UnitOfWork, folder: str) -> None:
        self._store = store
        self._work = work
        self._folder = folder

    def find(self, name: str) -> StoredFile | None:
        """The file with that name, or None."""
        row = self._work.get(KeptFile, path=self._path(name))
        return None if row is None else self._store.described(row, name)

    def find_in_any_case(self, name: str) -> StoredFile | None:
        """The first file whose name is equal when case is ignored, or None."""
        row = self._work.one(IN_ANY_CASE, name=self._path(name), **below(self._folder))
        return None if row is None else self._described(row)

    def listed(self) -> list[StoredFile]:
        """Every file, by name."""
        return [self._described(row) for row in self._work.all(BELOW, **below(self._folder))]

    def will_be_there(self, name: str) -> bool:
        """True if there is a file with that name."""
        return self.find(name) is not None

    def replace(self, number: int, name: str, source: Path) -> None:
        """Put a file there. Raises `NameTakenError`."""
        path = self._path(name)
        if self._work.one(BELOW, **below(path)) is not None:
            raise NameTakenError("names a folder of the course")
        parts = name.split("/")
        if any(self.find("/".join(parts[:at])) for at in range(1, len(parts))):
            raise NameTakenError("leads through a file of the course")
        self._store.replace(self._work, path, source)

    def remove(self, number: int, name: str) -> None:
        """Remove a file."""
        self._store.forget(self._work, self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name}"

    def _described(self, row: Row) -> StoredFile:
        return self._store.described(row, str(row["path"]).removeprefix(f"{self._folder}/"))


async def _nothing() -> AsyncIterator[bytes]:
    yield b""


def open_bucket(
    url: str,
    database: Database,
    throw_away: Callable[[Path], None],
    now: Callable[[], datetime],
    secret: Callable[[], str],
) -> BucketStore:
    """Open the bucket at a URL for this database. Raises `ForeignBucketError` or `StorageError`."""
    store = BucketStore(Bucket(url), database, throw_away, now, secret)
    store.claim()
    return store
