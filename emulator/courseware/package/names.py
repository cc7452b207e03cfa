"""Names of files inside an archive: which are accepted, and when two of them are the same."""

import re
import unicodedata

from emulator.courseware.package.refused import PackageRefused

# What common file systems take: 255 bytes for one part of a path. The whole leaves room for our own folder.
_MAX_PART_BYTES = 255
_MAX_NAME_BYTES = 1024
_MAX_PARTS = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"^[A-Za-z]:")


def normalised_name(raw: str) -> str:
    """`raw` as a relative path with forward slashes, without `.` parts or a slash at the end.

    Backslashes separate folders too: many Windows tools write them, against the zip specification. A name
    that leads out of the archive is refused rather than repaired, since no honest tool writes one.
    """
    shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", raw)[:120]
    if _CONTROL.search(raw):
        raise PackageRefused(f'The archive has a file name with a control character in it: "{shown}".')
    name = raw.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name):
        raise PackageRefused(f'The archive has a file with an absolute path: "{shown}".')
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise PackageRefused(f'The archive has a file whose path leads out of it with "..": "{shown}".')
    if not parts:
        raise PackageRefused("The archive has a file without a name.")
    if len(parts) > _MAX_PARTS:
        raise PackageRefused(f'The archive has a file more than {_MAX_PARTS} folders deep: "{shown}…".')
    too_long = any(len(part.encode()) > _MAX_PART_BYTES for part in parts)
    if too_long or len(name.encode()) > _MAX_NAME_BYTES:
        raise PackageRefused(f'The archive has a file name that is too long: "{shown}…".')
    return "/".join(parts)


def lookup_key(name: str) -> str:
    """Equal for names that differ only in case or in how accents are composed (macOS decomposes them)."""
    return unicodedata.normalize("NFC", name).casefold()
