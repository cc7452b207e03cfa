"""Uploaded content on disk, one folder a sandbox. Names are given by the emulator, never by a client."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from emulator.store.content.contents import FileStore
from emulator.store.content.folder import FolderStore
from emulator.store.failing import GONE, StorageError


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """Limits for a course package: packed bytes, unpacked bytes, and seconds of the machine's time to fetch it."""

    package_bytes: int
    unpacked_bytes: int
    fetch_seconds: float


class Files:
    """The folder of one emulator: `sandboxes/NAME/GENERATION/…`, `uploads/` for bodies on their way in, `trash/`.

    `store` is where what sandboxes keep is: in that folder, unless it is set to another one.
    """

    def __init__(self, root: Path, limits: PackageLimits) -> None:
        self.root = root
        self.limits = limits
        self.uploads = root / "uploads"
        self.trash = root / "trash"
        self.sandboxes = root / "sandboxes"
        for folder in (root, self.uploads, self.trash, self.sandboxes):
            folder.mkdir(parents=True, exist_ok=True)
        self.store: FileStore = FolderStore(self.sandboxes, self.discard)

    def home(self, name: str, generation: int) -> Path:
        """Where the folder of a sandbox since its last reset is, or would be."""
        return self.sandboxes / name / str(generation)

    def sandbox(self, name: str, generation: int) -> Path:
        """The folder of a sandbox since its last reset; made when it is missing."""
        folder = self.home(name, generation)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def new_upload(self) -> Path:
        """A new empty folder for a body that is still arriving. Raises `StorageError` if the data folder is gone."""
        try:
            return Path(mkdtemp(dir=self.uploads))
        except FileNotFoundError:
            raise StorageError(GONE) from None

    def discard(self, path: Path) -> None:
        """Move a folder or file aside at once; `empty_trash` deletes it, which may take long. Never raises: the next start sweeps."""
        if not path.exists():
            return
        try:
            path.rename(Path(mkdtemp(dir=self.trash)) / path.name)
        except OSError:  # a full disk has no room for another folder, and that is when room has to be made
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    @property
    def has_trash(self) -> bool:
        """Whether there is something for `empty_trash`. Raises `StorageError` if the data folder is gone."""
        try:
            return any(self.trash.iterdir()) or self.store.has_discarded
        except FileNotFoundError:
            raise StorageError(GONE) from None

    def empty_trash(self) -> None:
        """Delete discarded files, here and where they are kept. It is slow for large folders: not for the event loop's thread."""
        for path in list(self.trash.iterdir()):
            shutil.rmtree(path, ignore_errors=True)
        self.store.tidy()

    def clear_uploads(self) -> None:
        """Drop bodies that an earlier process never finished receiving."""
        shutil.rmtree(self.uploads, ignore_errors=True)
        self.uploads.mkdir(parents=True, exist_ok=True)
