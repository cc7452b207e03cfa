"""A client that offers another protocol (`Upgrade: h2c`, as Java's own does) is served as if it had not, with its body."""

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.running import running

OFFER = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
BODY = b'{"job_mode": "step"}'
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNKS = b"5\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (BODY[:5], len(BODY) - 5, BODY[5:])
HEAD = b"PATCH /_emulator/settings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
NEXT = b"GET /_emulator/live HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def answered(root: str, *parts: bytes) -> bytes:
    """What comes back for these parts, sent one after the other; the last request of them closes the connection."""
    found = b""
    with socket.create_connection(("127.0.0.1", urlsplit(root).port or 0), timeout=60) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(0.05)
        while more := connection.recv(4096):
            found += more
    return found


@pytest.mark.parametrize("framing", [(LENGTH, BODY), (CHUNKED, CHUNKS)], ids=["length", "chunked"])
@pytest.mark.parametrize("cut", [None, 40, 130, 220, -30, -len(BODY), -7], ids=str)
def test_an_offer_is_passed_over_and_its_request_served(
    emulator: tuple[str, object], framing: tuple[bytes, bytes], cut: int | None
) -> None:
    root, _ = emulator
    request = HEAD.replace(b"/_emulator", b"/~offers/_emulator") + OFFER + framing[0] + b"\r\n" + framing[1]
    parts = [request] if cut is None else [request[:cut], request[cut:]]
    found = answered(root, *parts, NEXT + OFFER + b"\r\n", NEXT + b"Connection: close\r\n\r\n")
    assert found.count(b"HTTP/1.1 200") == 3, found
    assert b'"job_mode":"step"' in found


def test_requests_that_follow_at_once_are_served_too(tmp_path: Path) -> None:
    with running(tmp_path) as (root, _):
        request = HEAD + OFFER + LENGTH + b"\r\n" + BODY
        found = answered(root, request + request + NEXT + b"Connection: close\r\n\r\n")
    assert found.count(b"HTTP/1.1 200") == 3, found


def test_what_cannot_be_parsed_after_an_offer_is_refused(tmp_path: Path) -> None:
    with running(tmp_path) as (root, _):
        assert answered(root, HEAD + OFFER + CHUNKED + b"\r\nno chunk\r\n").startswith(b"HTTP/1.1 400")
