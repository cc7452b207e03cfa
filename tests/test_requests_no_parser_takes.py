"""Bytes that are no request: refused with the reason, and no answer to a request before them is lost."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from emulator.server import HEAD_BYTES
from tests.running import running

GET = b"GET /_emulator/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
LAST = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
HEAD = b"POST /_emulator/seed HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def answered(root: str, sent: bytes) -> bytes:
    """All that the server sends until it closes the connection, or resets it since it reads no further."""
    with socket.create_connection(("127.0.0.1", urlsplit(root).port or 0), timeout=60) as connection:
        got = b""
        try:
            connection.sendall(sent)
            while part := connection.recv(4096):
                got += part
        except ConnectionError:
            pass
        return got


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", b"Content-Length"),
        (HEAD + b"Content-Length: -1\r\n\r\n", b"Content-Length"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", b"chunk size"),
        (b"GET /v1.svc/users/\xc3\xa9?source=a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"url"),
        (b"GET /v1.svc/us ers HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"Expected HTTP/"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"method"),
    ],
)
def test_a_request_that_no_parser_takes_is_refused_with_the_reason(
    emulator: tuple[str, object], sent: bytes, why: bytes
) -> None:
    head, _, body = answered(emulator[0], sent).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"\r\nconnection: close" in head
    assert body.startswith(b"this is no request of HTTP/1.1: ")
    assert why.lower() in body.lower()


def test_an_answer_to_the_request_before_it_arrives(emulator: tuple[str, object]) -> None:
    got = answered(emulator[0], GET + b"\x00\x01\x02\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 200 OK\r\n")
    assert got.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("before", [GET, GET * 3, HEAD + b"Content-Length: 2\r\n\r\n{}"])
@pytest.mark.parametrize(
    ("broken", "status"),
    [
        (b"zz\r\n{}\r\n0\r\n\r\n", b"400 Bad Request"),
        (b"0\r\nX: " + b"a" * 2 * HEAD_BYTES, b"431 Request Header Fields Too Large"),
    ],
    ids=["size", "trailer"],
)
def test_a_request_whose_body_breaks_off_is_refused_after_the_answers_before_it(
    emulator: tuple[str, object], before: bytes, broken: bytes, status: bytes
) -> None:
    got = answered(emulator[0], before + HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + broken)
    first = before.count(b" HTTP/1.1\r\n")
    assert [each[: each.find(b"\r\n")] for each in got.split(b"HTTP/1.1 ")[1 : first + 1]] == [b"200 OK"] * first
    if broken[:1] == b"z":  # a reset can overtake the refusal of what was not read
        assert got.split(b"HTTP/1.1 ")[first + 1].startswith(status + b"\r\n")
        assert b"\r\nconnection: close\r\n" in got


@pytest.mark.parametrize(
    "line", [b"X: " + b"a" * 1000 + b"\r\n", b"a" * 1000, b"a:\r\n" * 100], ids=["lines", "one line", "many lines"]
)
@pytest.mark.parametrize("start", [GET[:-2] + b"X: ", HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: "])
def test_a_head_or_a_trailer_without_end_is_refused(tmp_path: Path, start: bytes, line: bytes) -> None:
    with running(tmp_path) as (root, _):
        sent = start + line * (4 * HEAD_BYTES // len(line))
        assert answered(root, sent)[:12] in (b"HTTP/1.1 431", b"")  # a reset can overtake what was sent before it
        assert answered(root, LAST).startswith(b"HTTP/1.1 200")
