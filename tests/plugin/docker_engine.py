"""What testcontainers asks of a Docker engine, for one image: its containers are servers of this checkout on ports of this machine."""

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.cli.running_command import surroundings

VERSION = {"Version": "27.0", "ApiVersion": "1.46", "MinAPIVersion": "1.24", "Os": "linux", "Arch": "amd64"}


class Engine(ThreadingHTTPServer):
    """`created` are the bodies of the requests that created containers; `program` is what runs in them."""

    def __init__(self, program: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.program = program
        self.created: dict[str, dict[str, Any]] = {}
        self.ports: dict[str, int] = {}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.ports[name] = free.getsockname()[1]
        given = dict(each.split("=", 1) for each in self.created[name]["Env"])
        command = [*self.program, "--port", str(self.ports[name])]
        self.processes[name] = subprocess.Popen(command, env=surroundings(**given), stdout=subprocess.DEVNULL)

    def remove(self, name: str) -> None:
        self.processes[name].kill()
        self.processes[name].wait()


class _Answers(BaseHTTPRequestHandler):
    server: Engine

    def do_GET(self) -> None:
        self._answer()

    do_HEAD = do_POST = do_DELETE = do_GET  # noqa: N815 - names of the base class

    def log_message(self, *args: Any) -> None:
        pass

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = re.sub(r"^/v[\d.]+", "", self.path).partition("?")[0]
        found = re.fullmatch(r"/containers/(\w+)(/\w+)?", path)
        if path.endswith(("/version", "/info", "/_ping")):
            self._send(200, VERSION)
        elif path.startswith("/images/"):
            self._send(200, {"Id": "i0"})
        elif path == "/containers/create":
            name = f"c{len(self.server.created)}"
            self.server.created[name] = json.loads(body)
            self._send(201, {"Id": name, "Warnings": []})
        elif path == "/containers/json":
            self._send(200, [self._inspected(name) for name in self.server.created])
        elif found is None:
            self._send(404, {"message": f"no {path} here"})
        else:
            self._of_container(found.group(1), found.group(2))

    def _of_container(self, name: str, what: str | None) -> None:
        if what == "/start":
            self.server.start(name)
        elif self.command == "DELETE":
            self.server.remove(name)
        elif what == "/json":
            self._send(200, self._inspected(name))
            return
        self._send(204, None)

    def _inspected(self, name: str) -> dict[str, Any]:
        ports = {"8420/tcp": [{"HostIp": "0.0.0.0", "HostPort": str(self.server.ports.get(name, 0))}]}
        networks: dict[str, Any] = {"bridge": {"Gateway": "127.0.0.1", "IPAddress": "127.0.0.1"}}
        settings = {"Ports": ports, "Networks": networks}
        return {
            "Id": name,
            "Name": f"/{name}",
            "State": {"Status": "running"},
            "HostConfig": {"NetworkMode": "bridge"},
            "NetworkSettings": settings,
        }

    def _send(self, status: int, document: Any) -> None:
        body = b"" if document is None else json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def docker_engine(program: tuple[str, ...] = ("serve",)) -> Iterator[Engine]:
    """A running engine."""
    with Engine([sys.executable, "-m", "emulator", *program]) as engine:
        thread = Thread(target=engine.serve_forever, daemon=True)
        thread.start()
        try:
            yield engine
        finally:
            engine.shutdown()
            for process in engine.processes.values():
                process.kill()
                process.wait()
