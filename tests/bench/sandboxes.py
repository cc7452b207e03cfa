"""A thousand forks of one world, each used once at each vendor: the memory of one that is idle, and the last forks beside the first."""

import http.client
import json
import statistics
import time
from pathlib import Path

from tests.bench.footprint import COMPANY
from tests.bench.requests import APP, KEY, POST, QUERY, Effort
from tests.bench.servers import Server, emulator
from tests.bench.start import LOGIN
from tests.bench.table import Row

SANDBOXES, FEW = 1_000, 200
WARM = 20  # forks before what is measured: what all share is in memory then
SOME = 50  # of the first and of the last


def sandboxes(folder: Path, effort: Effort) -> list[Row]:
    """Kilobytes of each, and what a fork costs among them."""
    count = SANDBOXES if effort.rounds > 2 else FEW
    with emulator(folder / "sandboxes") as server:
        server.call("POST", "/~company/_emulator/seed", json.dumps(COMPANY), **POST)
        connection = http.client.HTTPConnection(server.netloc)
        _forked(server, connection, "warm", WARM)
        before = server.memory()
        costs = _forked(server, connection, "fork", count)
        each = (server.memory() - before) * 1024 / count
        connection.close()
    first, last = statistics.median(costs[:SOME]), statistics.median(costs[-SOME:])
    note = f"{1000 * first:.1f} and {1000 * last:.1f} ms"
    return [
        Row(f"an idle sandbox among {count:,}, used at all vendors: memory", each, "kB", most=30),
        Row(f"fork among {count:,} sandboxes / among few", last / first, "x", most=1.2, note=note),
    ]


def _forked(server: Server, connection: http.client.HTTPConnection, name: str, count: int) -> list[float]:
    """Make so many forks and call each vendor in each; returns the seconds that each fork took."""
    took = []
    for number in range(count):
        fork, body = f"{name}-{number}", json.dumps({"from": "company"})
        began = time.perf_counter()
        _call(connection, "POST", f"/_emulator/sandboxes/{fork}", POST, body)
        took.append(time.perf_counter() - began)
        _call(connection, "GET", f"/~{fork}/v1.svc/users{QUERY}&limit=1", KEY)
        _call(connection, "GET", f"/~{fork}/api/v2/ping", APP)
        _call(connection, "POST", f"/~{fork}/api/v1/AdminApi/Authenticate", POST, json.dumps(LOGIN))
    return took


def _call(
    connection: http.client.HTTPConnection, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> None:
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status < 300, f"{method} {path}: {answer.status}"
