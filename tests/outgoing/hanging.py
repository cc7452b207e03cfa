"""A server that takes requests and never answers."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread


class Hanging:
    """The server at `url`. `open` counts the connections that are still there, `begun` all that came."""

    def __init__(self, listener: socket.socket, context: ssl.SSLContext | None, first: bytes) -> None:
        self.port: int = listener.getsockname()[1]
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}/course.zip"
        self.open = self.begun = 0
        self._context = context
        self._first = first
        self._lock = Lock()
        Thread(target=self._take, args=(listener,), daemon=True).start()

    def _take(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                Thread(target=self._hang, args=(listener.accept()[0],), daemon=True).start()

    def _hang(self, connection: socket.socket) -> None:
        self._count(1)
        try:
            with suppress(OSError), self._spoken(connection) as spoken:
                spoken.sendall(self._first)
                while spoken.recv(4096):
                    pass
        finally:
            connection.close()
            self._count(-1)

    def _spoken(self, connection: socket.socket) -> socket.socket:
        return self._context.wrap_socket(connection, server_side=True) if self._context else connection

    def _count(self, by: int) -> None:
        with self._lock:
            self.open += by
            self.begun += by > 0


@contextmanager
def hanging_server(context: ssl.SSLContext | None = None, first: bytes = b"") -> Iterator[Hanging]:
    """Start one on a free port, with TLS if there is a context. `first` is what it says before it hangs."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        yield Hanging(listener, context, first)
