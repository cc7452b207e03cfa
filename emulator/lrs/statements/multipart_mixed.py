"""multipart/mixed: statements in the first part, the content of their attachments in the others."""

import re

from emulator.light.records import dataclass
from emulator.lrs.errors import LrsError

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]+)"|([^\s;"]+))', re.IGNORECASE)
MIXED = "multipart/mixed"


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A part by its headers, their names in lower case."""

    headers: dict[str, str]
    content: bytes


def split(content_type: str, body: bytes) -> list[BodyPart]:
    """The parts of a body. 400 if it has no boundary or its form is wrong."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise LrsError(400, "multipart/mixed needs a boundary in the Content-Type header")
    mark = b"--" + (found[1] or found[2]).encode("latin-1", "replace")
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise LrsError(400, "the body does not consist of parts between its boundaries, the last of which ends in --")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> BodyPart:
    head, gap, content = piece.partition(b"\r\n\r\n")
    if not gap:
        raise LrsError(400, "a part of the body has no empty line behind its headers")
    headers = {}
    for line in head.decode("latin-1").split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return BodyPart(headers, content)


def join(boundary: str, first: bytes, attachments: list[tuple[str, str, bytes]]) -> bytes:
    """A body of statements as JSON and of attachments, each as (content type, hash, content)."""
    lines = [f"--{boundary}\r\nContent-Type: application/json\r\n\r\n".encode(), first, b"\r\n"]
    for content_type, sha2, content in attachments:
        head = (
            f"--{boundary}\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: binary\r\n"
            f"X-Experience-API-Hash: {sha2}\r\n\r\n"
        )
        lines += [head.encode("latin-1", "replace"), content, b"\r\n"]
    return b"".join([*lines, f"--{boundary}--\r\n".encode()])
