"""POSTs one after another at one connection, by a client of our own, since wrk invents what came during a pause; and what a COMMIT
that survives a power cut costs.
"""

import http.client
import json
import statistics
import time
from pathlib import Path

from tests.bench.load import COUNTER, Target, drive
from tests.bench.requests import KEY, POST, QUERY, USER, Effort
from tests.bench.servers import Server, emulator
from tests.bench.table import Row

POSTS = 10_000
FEW = 2_000
PATH = f"/v1.svc/users{QUERY}"


def single(folder: Path, effort: Effort) -> list[Row]:
    """The slowest of many POSTs, and the rate with `EMULATOR_SYNC=full` beside the default."""
    with emulator(folder / "normal") as normal, emulator(folder / "full", EMULATOR_SYNC="full") as full:
        body = json.dumps(USER)
        default, durable = (
            Target("POST user", server, PATH, "POST", {**KEY, **POST}, body) for server in (normal, full)
        )
        drive([default, durable], min(effort.rounds, 3), effort.seconds)
        took = _took(normal, POSTS if effort.rounds > 2 else FEW)
    slowest = statistics.quantiles(took, n=1000)[998]
    note = f"median {statistics.median(took):.2f}, longest {max(took):.1f} ms"
    rates = f"{durable.rate:,.0f} and {default.rate:,.0f} requests/s"
    return [
        Row(f"999 of 1,000 of {len(took):,} POSTs at one connection", slowest, "ms", most=15, note=note),
        Row("POST user, EMULATOR_SYNC=full / normal", 100 * durable.rate / default.rate, "%", least=60, note=rates),
    ]


def _took(server: Server, posts: int) -> list[float]:
    """Milliseconds of each POST."""
    connection = http.client.HTTPConnection(server.netloc)
    took = []
    for number in range(posts):
        body = json.dumps(USER).replace(COUNTER, f"single-{number}")
        began = time.perf_counter()
        connection.request("POST", PATH, body, {**KEY, **POST})
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status == 201, answer.status
    connection.close()
    return took
