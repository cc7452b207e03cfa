"""What PostgreSQL costs beside SQLite, and what a second process brings there."""

import json
import os
from contextlib import ExitStack
from pathlib import Path

from tests import postgresql
from tests.bench.load import CONNECTIONS, Target, drive
from tests.bench.requests import KEY, POST, QUERY, USER, Effort
from tests.bench.servers import Server, emulator
from tests.bench.table import Row

SANDBOXES = 16
READS = 3
USERS = f"/v1.svc/users{QUERY}"


def scaled(folder: Path, effort: Effort) -> list[Row]:
    """The rows: POSTs on both stores, and a mixed load on one process and on two. Each request goes to the next of some sandboxes."""
    with ExitStack() as stack:
        store = postgresql.Server("autovacuum=on")  # as every server has it; tests do without
        stack.callback(store.remove)
        behind = Server("", store.pid)

        def on_store(name: str, workers: int) -> Server:
            store.sql(f"CREATE DATABASE {name}")
            settings = {"EMULATOR_DATABASE_URL": store.url(name), "EMULATOR_WORKERS": str(workers)}
            return stack.enter_context(emulator(folder / name, **settings))

        sqlite = stack.enter_context(emulator(folder / "on-sqlite"))
        one, two = on_store("one", 1), on_store("two", 2)
        posts = [_target("POST user", sqlite), _target("POST user", one, behind)]
        mixed = [_target("mixed load", one, behind, READS), _target("mixed load", two, behind, READS)]
        drive([*posts, *mixed], effort.rounds, effort.seconds)
    return [*_posts(*posts), *_processes(*mixed)]


def _target(name: str, server: Server, behind: Server | None = None, reads: int = 0) -> Target:
    headers = {**KEY, **POST}
    for number in range(SANDBOXES):
        server.call("GET", f"/~bench{number}{USERS}&limit=1", **headers)
    found = Target(name, server, USERS, "POST", headers, json.dumps(USER), behind=behind)
    found.sandboxes, found.reads, found.reading = SANDBOXES, reads, f"{USERS}&limit=1"
    return found


def _posts(sqlite: Target, ours: Target) -> list[Row]:
    note = f"{100 * sqlite.cost / ours.cost:.0f} % by the emulator's processor time"
    return [
        Row(f"POST user on SQLite ({SANDBOXES} sandboxes)", sqlite.rate, "requests/s", note=_spent(sqlite)),
        Row(f"POST user on PostgreSQL ({SANDBOXES} sandboxes)", ours.rate, "requests/s", note=_spent(ours)),
        Row("POST user on PostgreSQL / on SQLite", 100 * ours.rate / sqlite.rate, "%", least=40, note=note),
        Row("... by the emulator's processor time", 100 * sqlite.cost / ours.cost, "%", least=40),
    ]


def _processes(one: Target, two: Target) -> list[Row]:
    mixed = f"mixed load on PostgreSQL ({READS} GETs for each POST, {SANDBOXES} sandboxes)"
    return [
        Row(f"{mixed}, one process", one.rate, "requests/s", note=_spent(one)),
        Row("... two processes", two.rate, "requests/s", note=_spent(two)),
        Row("two processes on PostgreSQL / one", two.rate / one.rate, "x", least=1.6, note=_limit(one, two)),
    ]


def _spent(target: Target) -> str:
    """Where the processor time of a request goes."""
    emulator, behind, load = target.all_costs
    store = f", {behind:.0f} of PostgreSQL" if target.behind else ""
    return f"{CONNECTIONS} connections; {emulator:.0f} us of the emulator each{store}, {load:.0f} of the load"


def _limit(one: Target, two: Target) -> str:
    """What two processes could reach at most if they kept every core busy, and how busy they kept them."""
    emulator, behind, load = (cost * two.rate / 1e6 for cost in two.all_costs)
    cores, each, busy = os.cpu_count() or 1, sum(two.all_costs), emulator + behind + load
    parts = f"{emulator:.2f} by the emulator, {behind:.2f} by PostgreSQL, {load:.2f} by the load"
    most = cores * 1e6 / each / one.rate
    return (
        f"at most {most:.2f} x on {cores} cores, as a request costs {each:.0f} us in all; {busy:.2f} are busy: {parts}"
    )
