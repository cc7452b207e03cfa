"""A client that sends too slowly does not keep its connection; one that waits for an answer does."""

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.running import running

HEAD = b"POST /_emulator/seed HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n"


def closed_after(root: str, *parts: bytes) -> float:
    """Seconds until the server closes a connection on which these parts came, half a second apart, and nothing more."""
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", urlsplit(root).port or 0), timeout=60) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(0.5)
        while connection.recv(4096):
            pass
    return time.monotonic() - started


def test_a_head_or_a_body_that_stays_away_ends_the_connection(tmp_path: Path) -> None:
    with running(tmp_path, head_seconds=1, body_seconds=2) as (root, _):
        assert 0.9 < closed_after(root) < 40
        assert 0.9 < closed_after(root, HEAD[:20]) < 40
        assert 1.9 < closed_after(root, HEAD) < 40
        assert 3 < closed_after(root, HEAD, b"{", b" ", b" ") < 40  # as long as something arrives it is waited for


def test_a_connection_serves_one_request_after_another_beyond_the_limits(tmp_path: Path) -> None:
    with (
        running(tmp_path, head_seconds=2, body_seconds=2) as (root, _),
        socket.create_connection(("127.0.0.1", urlsplit(root).port or 0), timeout=60) as connection,
    ):
        for _ in range(2):
            connection.sendall(b"GET /_emulator/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")
            time.sleep(2.5)
