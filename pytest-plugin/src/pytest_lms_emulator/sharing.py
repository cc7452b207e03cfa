"""One emulator for a run of pytest, whichever of its processes needs it first; worlds likewise."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Callable

from pytest_lms_emulator.starting import Process, Start, StartError

PREFIX = "pytest-lms-emulator-"


class Shared:
    """A folder that all processes of a run share, with the emulator's address in it.

    The process that makes it holds the write end of a pipe with a name, which is the emulator's input: whoever starts the emulator, it
    ends with the process that made the folder, even if that is killed.
    """

    def __init__(self, folder: Path, owner: bool) -> None:
        self.folder = folder
        self._owner = owner
        self._held: int | None = None
        self._process: Process | None = None

    @classmethod
    def make(cls) -> Shared:
        """A new folder, for this process and those that it starts. Those of processes that were killed are removed."""
        shared = cls(Path(mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")), owner=True)
        for folder in shared.folder.parent.glob(f"{PREFIX}*-*"):
            if not _runs(folder.name[len(PREFIX) :].partition("-")[0]):
                shutil.rmtree(folder, ignore_errors=True)
        if hasattr(os, "mkfifo"):
            os.mkfifo(shared._pipe)
            shared._held = os.open(shared._pipe, os.O_RDWR)
        return shared

    @classmethod
    def join(cls, folder: str) -> Shared | None:
        """The folder that another process made; None if it is not on this machine."""
        return cls(Path(folder), owner=False) if (Path(folder) / "pipe").exists() else None

    def url(self, start: Callable[[], Start]) -> str:
        """The URL of the emulator, started now if nobody did. Raises `StartError`, in every process for the same reason."""
        with self._locked():
            found = self._read("url")
            if found is not None:
                return found
            failed = self._read("failed")
            if failed is not None:
                raise StartError(failed)
            try:
                self._process = self._begin(start())
            except StartError as error:
                self._write("failed", str(error))
                raise
            self._write("url", self._process.url)
            return self._process.url

    def once(self, name: str, make: Callable[[], None]) -> None:
        """Do something once in the run, under a name. If it fails, it is tried again by whoever needs it next."""
        with self._locked():
            if self._read(name) is None:
                make()
                self._write(name, "")

    def done(self, prefix: str) -> list[str]:
        """The names below this prefix of what was done once."""
        return sorted(path.stem for path in self.folder.glob(f"{prefix}*.json"))

    def close(self) -> None:
        """The emulator ends with the process that made the folder."""
        if not self._owner:
            if self._process is not None:
                self._process.leave()
            return
        if self._held is not None:
            os.close(self._held)
            self._held = None
        if self._process is not None:
            self._process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _pipe(self) -> Path:
        return self.folder / "pipe"

    def _begin(self, start: Start) -> Process:
        if self._owner or not self._pipe.exists():
            return Process(start, self.folder)
        # Not to wait for a writer that is gone: then the emulator sees at once that its input has ended.
        pipe = os.open(self._pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            os.set_blocking(pipe, True)
            return Process(start, self.folder, stdin=pipe)
        finally:
            os.close(pipe)

    def _read(self, name: str) -> str | None:
        with suppress(FileNotFoundError):
            return str(json.loads((self.folder / f"{name}.json").read_text()))
        return None

    def _write(self, name: str, words: str) -> None:
        (self.folder / f"{name}.json").write_text(json.dumps(words))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as file:
            _lock(file)
            yield


def _runs(number: str) -> bool:
    """False if there is no process of that number here, which Windows does not say."""
    if os.name != "posix" or not number.isdigit():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _lock(file: IO[str]) -> None:
    """Wait until the file is ours; it is free when it is closed. Where there are no such locks, no folder is shared either."""
    with suppress(ImportError):
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
