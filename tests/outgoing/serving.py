"""A small server that is called: answers GET with a page, or a redirect to what `?to=` names, and counts."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Served:
    """The port, and the Host header of each request that came."""

    port: int = 0
    hosts: list[str] = field(default_factory=list)


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Served]:
    """Start the server on a free port, with TLS if there is a context; stops it at the end."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.hosts.append(self.headers["host"])
            to = parse_qs(urlsplit(self.path).query).get("to")
            self.send_response(302 if to else 200)
            if to:
                self.send_header("Location", to[0])
            self.send_header("Content-Length", "0" if to else "4")
            self.end_headers()
            if not to:
                self.wfile.write(b"here")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    served.port = server.server_port
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
