"""The files of a course as its pages ask for them: GET /content/KEY/PATH, where the key is the launch's."""

import mimetypes
import re
from email.utils import formatdate
from pathlib import Path
from urllib.parse import unquote

from emulator.courseware.package.assets import BadAssetPathError, asset_name
from emulator.http import Reply
from emulator.store.content.contents import Contents, StoredFile

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


def serve(
    course: Contents, path: str, *, wanted: str | None = None, known: str | None = None, of: str | None = None
) -> Reply:
    """A file of a course, by its percent-encoded path. `wanted` is the Range header, `known` If-None-Match, `of` If-Range."""
    found = _find(course, path)
    if found is None:
        return Reply(404, b"The course has no such file.\n", "text/plain; charset=utf-8", list(_KEPT[:2]))
    return shown(found, wanted=wanted, known=known, of=of)


def shown(found: StoredFile, *, wanted: str | None = None, known: str | None = None, of: str | None = None) -> Reply:
    """The response with a file, with the requested part of it if it is `of` the same file, or with 304 if the caller has it already."""
    tag = f'"{found.tag}"'
    modified = formatdate(found.modified, usegmt=True)
    headers = [*_KEPT, ("ETag", tag), ("Last-Modified", modified)]
    if known is not None and (tag in known or known.strip() == "*"):
        return Reply(304, headers=headers)
    kind = media_type(found.name)
    part = _part(wanted, found.size) if of is None or of in (tag, modified) else None
    if part is None:
        return Reply(200, b"", kind, headers, file=found.body)
    first, count = part
    if count <= 0:
        return Reply(416, b"", headers=[*headers, ("Content-Range", f"bytes */{found.size}")])
    headers.append(("Content-Range", f"bytes {first}-{first + count - 1}/{found.size}"))
    return Reply(206, b"", kind, headers, file=found.body, part=part)


def _find(course: Contents, path: str) -> StoredFile | None:
    """Courses that were made on Windows mix upper and lower case."""
    try:
        name = asset_name(unquote(path))
        return course.find(name) or course.find_in_any_case(name)
    except (BadAssetPathError, OSError, ValueError):
        return None


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
