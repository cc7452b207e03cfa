"""Calls by a bare socket, to see what happens to a connection."""

import socket
from urllib.parse import urlsplit


def raw(url: str, headers: str = "", method: str = "GET", body: bytes = b"") -> tuple[bytes, str]:
    """What comes back, and how the connection ends: closed, reset or open."""
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    head = f"{method} {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    received = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as connection:
        connection.sendall(head.encode() + body)
        connection.settimeout(20)
        try:
            while part := connection.recv(65536):
                received += part
        except ConnectionResetError:
            return received, "reset"
        except TimeoutError:
            return received, "open"
    return received, "closed"
