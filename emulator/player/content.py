"""The files of a course as its pages ask for them: GET /content/KEY/PATH, where the key is the launch's."""

import mimetypes
import re
from email.utils import formatdate
from pathlib import Path
from urllib.parse import unquote

from emulator.courseware.package.assets import BadAssetPathError, asset_name, find_asset
from emulator.http import Reply

_TYPES = mimetypes.MimeTypes()  # without the machine's own tables: the same course has the same types everywhere
_MORE = {
    ".css": "text/css",
    ".htm": "text/html",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".map": "application/json",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".swf": "application/x-shockwave-flash",
    ".ttf": "font/ttf",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "text/xml",
    ".xsd": "text/xml",
}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_KEPT = [("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-cache"), ("Accept-Ranges", "bytes")]


def media_type(name: str) -> str:
    """The media type of a file by its name. No charset: the pages of a course say their own."""
    suffix = Path(name).suffix.lower()
    return _MORE.get(suffix) or _TYPES.guess_type(f"x{suffix}")[0] or "application/octet-stream"


def serve(folder: Path, path: str, *, wanted: str | None = None, known: str | None = None) -> Reply:
    """A file below the folder of a course, by its percent-encoded path. `wanted` is the Range header, `known` the If-None-Match header."""
    found = _find(folder, path)
    if found is None:
        return Reply(404, b"The course has no such file.\n", "text/plain; charset=utf-8", list(_KEPT[:2]))
    stat = found.stat()
    tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    headers = [*_KEPT, ("ETag", tag), ("Last-Modified", formatdate(stat.st_mtime, usegmt=True))]
    if known is not None and tag in known:
        return Reply(304, headers=headers)
    kind = media_type(found.name)
    part = _part(wanted, stat.st_size)
    if part is None:
        return Reply(200, b"", kind, headers, file=found)
    first, count = part
    if count <= 0:
        return Reply(416, b"", headers=[*headers, ("Content-Range", f"bytes */{stat.st_size}")])
    headers.append(("Content-Range", f"bytes {first}-{first + count - 1}/{stat.st_size}"))
    return Reply(206, b"", kind, headers, file=found, part=part)


def _find(folder: Path, path: str) -> Path | None:
    try:
        name = asset_name(unquote(path))
        return find_asset(folder, name) or _find_in_any_case(folder, name)
    except (BadAssetPathError, OSError, ValueError):
        return None


def _find_in_any_case(folder: Path, name: str) -> Path | None:
    """Courses that were made on Windows mix upper and lower case."""
    place = folder
    for part in name.split("/"):
        if not place.is_dir():
            return None
        matching = sorted(entry.name for entry in place.iterdir() if entry.name.lower() == part.lower())
        if not matching:
            return None
        place = place / (part if part in matching else matching[0])
    return find_asset(folder, place.relative_to(folder).as_posix())


def _part(wanted: str | None, size: int) -> tuple[int, int] | None:
    """(first byte, number of bytes) of a Range header with one range; (0, 0) if it is beyond the file; None if the header is missing or has
    another form.
    """
    found = _RANGE.fullmatch(wanted.strip()) if wanted else None
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        count = min(int(last), size)
        return size - count, count
    start, stop = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    return (start, stop - start + 1) if start < size else (0, 0)
