"""What a page costs when there is much behind it: the same lists over few rows and over many, put into the file by SQL."""

import http.client
import json
import sqlite3
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.requests import KEY, LRS, POST, QUERY, USER, XAPI
from tests.bench.servers import Server, emulator
from tests.bench.table import Row

USERS = (1_000, 100_000)
STATEMENTS = (10_000, 1_000_000)
VERBS = [f"http://example.com/verbs/{number}" for number in range(10)]
AGENTS = [f"learner-{number}@example.com" for number in range(10)]
CALLS = 15
LIMIT = 100  # statements of a page
FULL_PAGE = 10_000  # bytes: less is no page of many rows


def users(folder: Path) -> list[Row]:
    """`GET /users` with limit 1000 over 1,000 and over 100,000 users."""
    lists = {"": "", ", sorted": "&sort=LastName", ", searched": "&search=jo%40example"}
    took = []
    for count in USERS:
        data = folder / f"users-{count}"
        with emulator(data) as server:
            server.call(
                "POST", f"/v1.svc/users{QUERY}", json.dumps({**USER, "UserName": "one@example.com"}), **KEY, **POST
            )
        _copy(data, "litmos_user", "user_name = 'one@example.com'", count - 5, _other_user())
        with emulator(data) as server:
            took.append([_median(server, f"/v1.svc/users{QUERY}&limit=1000{extra}", KEY) for extra in lists.values()])
    return [
        Row(f"page of 1,000 users{name}: out of 100,000 / out of 1,000", many / few, "x", most=2, note=f"{many:.0f} ms")
        for name, few, many in zip(lists, *took, strict=True)
    ]


def statements(folder: Path) -> list[Row]:
    """A first filtered page over 10,000 and over 1,000,000 statements, ten agents and ten verbs in all combinations."""
    agent, verb = (json.dumps({"mbox": f"mailto:{AGENTS[3]}"}), VERBS[7])
    filters = {
        "agent": {"agent": agent},
        "verb": {"verb": verb},
        "agent and verb": {"agent": agent, "verb": verb},
    }
    took = []
    for count in STATEMENTS:
        data = folder / f"statements-{count}"
        with emulator(data) as server:
            server.call("POST", f"{LRS}/statements", json.dumps(hundred()), **XAPI)
        times = count // 100 - 1
        _copy(data, "xapi_statement", "1", times, {"number": "number + 100 * n", "id": _UUID, "stored": _LATER})
        _copy(
            data,
            "xapi_reference",
            "1",
            times,
            {"number": "number + 100 * n", "source": "source + 100 * n", "stored": _LATER},
        )
        with emulator(data) as server:
            took.append(
                [
                    _median(server, f"{LRS}/statements?{urlencode({**one, 'limit': LIMIT})}", XAPI)
                    for one in filters.values()
                ]
            )
    return [
        Row(f"statements by {name}: out of 1,000,000 / out of 10,000", many / few, "x", most=2, note=f"{many:.1f} ms")
        for name, few, many in zip(filters, *took, strict=True)
    ]


_UUID = "substr(id, 1, 18) || printf('-8%03x-%012x', n % 4096, number + 100 * n)"
_LATER = "stored + 1000 * n"


def _other_user() -> dict[str, str]:
    name = "'user-' || n || '@example.com'"
    return {
        "id": "printf('bulk%07d1', n)",
        "number": "number + n",
        "original_id": "original_id + n",
        "api_key": "printf('key-%d', n)",
        "login_key": "printf('login-%d', n)",
        "user_name": name,
        "user_name_folded": name,
        "last_name": "printf('Name %06d', (n * 7919) % 1000003)",
        "last_name_folded": "printf('name %06d', (n * 7919) % 1000003)",
        "search_text": f"{name} || char(31) || 'jo' || char(31) || 'jo@example.com'",
    }


def hundred() -> list[dict[str, object]]:
    """A statement of each agent with each verb."""
    return [
        {
            "actor": {"mbox": f"mailto:{agent}"},
            "verb": {"id": verb},
            "object": {"id": "http://example.com/course"},
        }
        for agent in AGENTS
        for verb in VERBS
    ]


def _copy(data: Path, table: str, which: str, times: int, changed: Mapping[str, str]) -> None:
    """Copy the rows of a table that `which` chooses `times` over; in the expressions of `changed`, n counts from 1."""
    connection = sqlite3.connect(data / "emulator.db")
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(column, column) for column in columns)
    connection.execute(f"CREATE TEMP TABLE original AS SELECT * FROM {table} WHERE {which}")
    connection.execute(
        f"WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {times}) "
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM counted, original"
    )
    connection.commit()
    connection.close()


def _median(server: Server, path: str, headers: Mapping[str, str]) -> float:
    """Milliseconds of a call on a connection that is open, the median of some."""
    connection = http.client.HTTPConnection(server.netloc)
    took = []
    for _ in range(CALLS):
        started = time.perf_counter()
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        page = answer.read()
        took.append((time.perf_counter() - started) * 1000)
        assert answer.status == 200, answer.status
        assert len(page) > FULL_PAGE, page[:300]
    connection.close()
    return statistics.median(took[1:])
