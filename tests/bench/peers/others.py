"""Peers beside Prism, each if it can be had: json-server and WireMock (npm), moto (a development dependency)."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench.load import COUNTER, Target
from tests.bench.peers import npm
from tests.bench.servers import Server, answers, free_port, started

USER = {"name": "Jo", "email": "jo@example.com"}
JSON = {"Content-Type": "application/json"}
S3 = {"Authorization": "AWS4-HMAC-SHA256 Credential=a/20300101/us-east-1/s3/aws4_request", "Host": "localhost"}


@contextmanager
def peers(folder: Path) -> Iterator[list[Target]]:
    """The requests to repeat at the peers that are here: a read and a write of one small thing."""
    with ExitStack() as stack:
        targets: list[Target] = []
        for start in (_moto, _json_server, _wiremock):
            targets += start(folder, stack)
        yield targets


@contextmanager
def moto() -> Iterator[Server]:
    """moto's server, with a bucket. It is there once one of its services has answered: its list of buckets."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with started(command, port, answers("/", **S3)) as server:
        server.call("PUT", "/bench", None, **S3)
        yield server


def _moto(folder: Path, stack: ExitStack) -> list[Target]:
    server = stack.enter_context(moto())
    body = json.dumps(USER)
    server.call("PUT", "/bench/1", body, **S3)
    return [
        Target("moto GET", server, "/bench/1", headers=S3),
        Target("moto PUT", server, "/bench/2", "PUT", S3, body, may_fail=0.01),  # two at once at one key
    ]


def _json_server(folder: Path, stack: ExitStack) -> list[Target]:
    command = npm.command("json-server")
    if command is None:
        return []
    document = folder / "db.json"
    document.write_text(json.dumps({"users": [{"id": "1", **USER}]}))
    port = free_port()
    line = [command, str(document), "--port", str(port), "--host", "127.0.0.1", "--quiet"]
    server = stack.enter_context(started(line, port, answers("/users/1")))
    body = json.dumps({**USER, "name": COUNTER})
    return [
        Target("json-server GET", server, "/users/1"),
        Target("json-server POST", server, "/users", "POST", JSON, body),
    ]


def _wiremock(folder: Path, stack: ExitStack) -> list[Target]:
    command = npm.wiremock()
    if command is None:
        return []
    mappings = folder / "wiremock" / "mappings"
    mappings.mkdir(parents=True)
    for method, status in (("GET", 200), ("POST", 201)):
        mapping = {"request": {"method": method, "urlPath": "/users"}, "response": {"status": status, "jsonBody": USER}}
        (mappings / f"{method}.json").write_text(json.dumps(mapping))
    port = free_port()
    line = [*command, "--port", str(port), "--root-dir", str(mappings.parent), "--disable-banner"]
    server: Server = stack.enter_context(started(line, port, answers("/users")))
    return [
        Target("WireMock GET", server, "/users"),
        Target("WireMock POST", server, "/users", "POST", JSON, json.dumps(USER)),
    ]
