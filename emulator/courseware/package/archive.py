"""A zip archive from a stranger: every name checked, every byte counted, nothing trusted."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from emulator.courseware.package.names import lookup_key, normalised_name
from emulator.courseware.package.refused import PackageRefused
from emulator.light.records import dataclass

_MIB = 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_ENCRYPTED = 0x1 | 0x40 | 0x2000
# All that zipfile and the modules below it are known to raise on broken input.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    OverflowError,
    ValueError,  # UnicodeDecodeError is one
)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Size limits of a package. All sizes are unpacked bytes.

    `max_ratio` is the ratio of unpacked to packed size, for each file and for the whole archive. It applies only beyond
    `ratio_free_bytes`: a small text of one repeated word is compressed 1 : 1,000 and is harmless.
    """

    max_files: int = 20_000
    max_total_bytes: int = 4096 * _MIB
    max_file_bytes: int = 2048 * _MIB
    max_ratio: int = 200
    ratio_free_bytes: int = 32 * _MIB
    max_manifest_bytes: int = 16 * _MIB


class Archive:
    """An open zip archive; `names` are normalised and in the archive's order, folders left out.

    Opening checks every entry and raises `PackageRefused`; so does reading, with the file's name, when the
    content does not unpack to what the archive declares. Use it as a context manager.
    """

    def __init__(self, path: Path, limits: ArchiveLimits) -> None:
        self.limits = limits
        self.duplicates: list[str] = []
        self._packed_bytes = path.stat().st_size
        self._unpacked_bytes = 0
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._by_key: dict[str, list[str]] = {}
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN:
            raise PackageRefused("The file is not a zip archive, or part of it is missing.") from None
        try:
            self._check(self._zip.infolist())
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """The normalised path of every file."""
        return list(self._entries)

    def find(self, name: str) -> str | None:
        """The file called `name`, else the first whose name differs only in case; None without one."""
        if name in self._entries:
            return name
        same = self._by_key.get(lookup_key(name))
        return same[0] if same else None

    def occurrences(self, name: str) -> int:
        """How many entries have this name in any case; repeated entries count each time."""
        return len(self._by_key.get(lookup_key(name), ()))

    def declared_bytes(self, name: str) -> int:
        """The unpacked size of one file as declared; reading the file proves it."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """A small file whole: a manifest or metadata. Refuses more than `max_manifest_bytes`."""
        limit = self.limits.max_manifest_bytes
        if self._entries[name].file_size > limit:
            raise PackageRefused(f"{name} is larger than {human_size(limit)}, too large for its kind.")
        return b"".join(self._chunks(name))

    def copy(self, name: str, target: Path) -> int:
        """Streams one file to `target`, which must not exist; returns its size in bytes."""
        size = 0
        with target.open("xb") as out:
            for chunk in self._chunks(name):
                out.write(chunk)
                size += len(chunk)
                # The declared sizes were summed up at opening; entries that share their packed bytes
                # and entries that lie about their size are caught by what really comes out.
                self._unpacked_bytes += len(chunk)
                self._check_total(self._unpacked_bytes)
        return size

    def _chunks(self, name: str) -> Iterator[bytes]:
        info = self._entries[name]
        size = 0
        with _readable(name), self._zip.open(info) as content:
            while chunk := content.read(_CHUNK_BYTES):
                size += len(chunk)
                if size > min(info.file_size, self.limits.max_file_bytes):
                    break
                yield chunk
        if size != info.file_size:
            raise PackageRefused(f"{name} does not unpack to the size that the archive declares for it.")

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > self.limits.max_files:
            raise PackageRefused(f"The archive has more than {self.limits.max_files:,} entries.")
        for info in infos:
            if info.orig_filename in ("./", ".\\"):
                continue
            # orig_filename: zipfile cuts `filename` at a NUL, which hides what comes behind it.
            name = normalised_name(info.orig_filename)
            _check_kind(info, name)
            is_folder = info.orig_filename.endswith(("/", "\\"))
            # macOS adds this shadow of every file; no course refers to it.
            if not is_folder and not name.startswith("__MACOSX/"):
                self._check_size(info, name)
                self._add(info, name)
        if not self._entries:
            raise PackageRefused("The archive is empty.")
        self._check_total(sum(info.file_size for info in self._entries.values()))
        self._check_folders()

    def _add(self, info: zipfile.ZipInfo, name: str) -> None:
        if name in self._entries:
            self.duplicates.append(name)
        self._entries[name] = info
        self._by_key.setdefault(lookup_key(name), []).append(name)

    def _check_size(self, info: zipfile.ZipInfo, name: str) -> None:
        limits = self.limits
        if info.file_size > limits.max_file_bytes:
            raise PackageRefused(f"{name} is larger than {human_size(limits.max_file_bytes)}.")
        within_ratio = info.file_size <= limits.max_ratio * max(info.compress_size, 1)
        if info.file_size > limits.ratio_free_bytes and not within_ratio:
            raise PackageRefused(
                f"{name} unpacks to more than {limits.max_ratio} times its packed size, as a zip bomb does."
            )

    def _check_total(self, unpacked_bytes: int) -> None:
        limits = self.limits
        if unpacked_bytes > limits.max_total_bytes:
            raise PackageRefused(f"The archive unpacks to more than {human_size(limits.max_total_bytes)}.")
        if unpacked_bytes > limits.ratio_free_bytes and unpacked_bytes > limits.max_ratio * self._packed_bytes:
            raise PackageRefused(
                f"The archive unpacks to more than {limits.max_ratio} times its size, as a zip bomb does."
            )

    def _check_folders(self) -> None:
        folders: set[str] = set()
        for name in self._entries:
            folder = name.rpartition("/")[0]
            while folder and folder not in folders:
                if folder in self._entries:
                    raise PackageRefused(f'The archive has both a file and a folder called "{folder}".')
                folders.add(folder)
                folder = folder.rpartition("/")[0]


def human_size(size: int) -> str:
    """`4 GiB`, `32 MiB`, `10 bytes`: the largest unit that divides the size evenly."""
    for unit, unit_bytes in (("GiB", 1024 * _MIB), ("MiB", _MIB), ("KiB", 1024)):
        if size >= unit_bytes and size % unit_bytes == 0:
            return f"{size // unit_bytes} {unit}"
    return f"{size:,} bytes"


def _check_kind(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise PackageRefused(f"The archive is protected by a password ({name} is encrypted).")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise PackageRefused(f"The archive has a symbolic link: {name}.")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackageRefused(f"{name} in the archive is neither a file nor a folder.")
    # SCORM's content packaging knows these two only (RFC 1951). The others also unpack without bounds.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackageRefused(f"{name} is packed by a method other than deflate, which is not supported.")


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except PackageRefused:
        raise
    except _BROKEN:
        raise PackageRefused(f"{name} in the archive is damaged and cannot be unpacked.") from None
