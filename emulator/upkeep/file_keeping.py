"""Which store keeps the files, decided at the start: the data folder, or the bucket of the settings."""

from emulator.sandbox.clock import machine_now
from emulator.sandbox.ids import Ids
from emulator.store.content.kept_file import NOBODY, KeptFile
from emulator.store.database import Database
from emulator.store.failing import StorageError
from emulator.store.files import Files
from emulator.store.unit_of_work import UnitOfWork


class UnusableFilesError(Exception):
    """Files cannot be kept where the settings say; the words say why."""


def keep_files(files: Files, database: Database, url: str | None) -> None:
    """Let `files` keep what it keeps at that URL, or in its own folder. Raises `UnusableFilesError`."""
    with UnitOfWork(database, NOBODY) as work:
        in_bucket = work.get(KeptFile, path="owner") is not None
    if url is None:
        if in_bucket:
            raise UnusableFilesError("the files of this database are in a bucket: EMULATOR_FILES_URL has to say which")
        return
    if not in_bucket and any(place.is_dir() for home in files.sandboxes.iterdir() for place in home.glob("*/*")):
        raise UnusableFilesError(
            "EMULATOR_FILES_URL was set for a data folder that has files of courses: export the sandboxes without it, and import them "
            "into an emulator that begins with it (docs/operations.md)"
        )
    try:
        from emulator.store.content import bucket_store
    except ImportError as error:
        raise UnusableFilesError(
            f"files_url needs the client of object stores: install lms-emulator[s3] ({error})"
        ) from None
    try:
        files.store = bucket_store.open_bucket(url, database, files.discard, machine_now, _secret)
    except (bucket_store.ForeignBucketError, StorageError) as error:
        raise UnusableFilesError(f"EMULATOR_FILES_URL: {error}") from None


def _secret() -> str:
    return Ids().secret(12)
