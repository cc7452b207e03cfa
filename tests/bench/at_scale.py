"""Growth: every list and look-up over few rows and over many, and each list in further ways: a page far behind, a text that nothing has, a
narrow range of time, with a count. What a small sandbox beside it takes shows whether one with many rows slows another.

Each is timed twice: repeated, as by a client that looks again or reads page after page, and as the first after a write, when nothing is
kept of the reads before (counts are).
"""

import json
import statistics
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from emulator.vendors import ENTRIES, load_vendor
from tests.bench.copying import copies
from tests.bench.growth import AGENTS, VERBS, hundred
from tests.bench.operations import Timing, call, timing
from tests.bench.requests import LRS, XAPI
from tests.bench.table import Row
from tests.counts import table
from tests.counts.asking import Ask
from tests.world import World

FEW, SOME, MANY = 1_000, 20_000, 100_000
ROWS = 4  # of each list in the world that is copied
CALLS = 5
ENOUGH_MS = 500.0  # one call is enough
MOST = 2.0  # times as long
NOTHING_MS = 0.3  # a difference of less is noise
NOBODY = "nobody is called so"
PAGES = {
    "attempt", "course_package", "message", "delivery", "litmos_user", "litmos_course", "litmos_module_result",
    "litmos_user_course", "scormcloud_registration", "scormcloud_instance", "nexport_user", "nexport_enrollment",
    "nexport_assignment", "nexport_assignment_status",
}  # fmt: skip
"""What the control API and the console list."""
RANGE, FIRST = ", a narrow range", ", after a write"
WHOLE = {"getDestinationDispatchZip"}
"""What is answered with all that there is, not with a page of it."""


def grown(few: int = FEW, many: int = MANY, only: str | None = None) -> list[Row]:
    """A line for each read whose time grows too much, and how many there are; of all vendors and the pages, or of one of these."""
    found = []
    for name in [only] if only else [*(entry.name for entry in ENTRIES), "pages"]:
        for row in _of(name, few, many):
            print(*row.cells(), file=sys.stderr, flush=True)
            found.append(row)
    reads = [row for row in found if row.unit == "x" and not row.name.endswith(FIRST)]
    firsts = [row for row in found if row.unit == "x" and row.name.endswith(FIRST)]
    slow, slow_firsts = ([row for row in rows if (row.value or 0) > MOST] for rows in (reads, firsts))
    words = f"that take over twice as long among {many:,} rows of each list as among {few:,}"
    return [
        Row("reads that were timed", len(reads), ""),
        Row(f"reads {words}", len(slow), "", most=0),
        Row(f"first reads after a write {words}", len(slow_firsts), "", most=0),
        *(row for row in found if row.unit != "x"),
        *sorted([*slow, *slow_firsts], key=lambda row: -(row.value or 0)),
    ]


def _of(name: str, few: int, many: int) -> Iterator[Row]:
    only = PAGES if name == "pages" else ()
    with timing(3600) as (folder, root, timer, client):
        worlds = [World(root, f"{kind}-{name}", client) for kind in ("grown", "beside")]
        asked, beside = (_asks(world, name) for world in worlds)
        file, (world, small) = folder / "emulator.db", worlds
        kept = timer.app.house.database.kept
        assert kept is not None
        copies(file, world.name, few, only)
        kept.forget()  # the copies were written by another connection
        first, alone = _all(world, timer, asked, few), _all(small, timer, beside, few)
        rows = copies(file, world.name, many, only)
        kept.forget()
        last, joined = _all(world, timer, asked, many), _all(small, timer, beside, few)
        size = file.stat().st_size / 2**30
    for before, after, ask in zip(first, last, asked, strict=True):
        for way, few_ms, many_ms in zip(("", FIRST), before, after, strict=True):
            ratio = many_ms / few_ms if many_ms - few_ms > NOTHING_MS else min(many_ms / few_ms, MOST)
            yield Row(f"{name} {ask.name}{way}", ratio, "x", note=f"{few_ms:.2f} -> {many_ms:.2f} ms")
    ratios = [after[0] / before[0] for before, after in zip(alone, joined, strict=True)]
    yield Row(
        f"{name}: reads in a small sandbox beside {rows:,} rows ({size:.1f} GiB) / before", statistics.median(ratios),
        "x in the median", most=MOST, note=f"at most {max(ratios):.2f} x",
    )  # fmt: skip


def _asks(world: World, name: str) -> list[Ask]:
    world.settings(litmos_rate_limit=None)
    asked = [
        ask
        for ask in table.WORLDS[name](world, ROWS)
        if (ask.kind == "read" or name == "pages") and ask.name not in WHOLE
    ]
    if name == "scormcloud":
        asked += _statements(world)
    held = world.control("PUT", "clock", json={"held": True})
    if name == "pages":
        return asked
    return [each for ask in asked for each in _ways(name, ask, datetime.fromisoformat(held["now"]))]


def _ways(vendor: str, ask: Ask, now: datetime) -> Iterator[Ask]:
    """The read, and the further ways in which its operation's parameters let it be asked."""
    operation = load_vendor(vendor).contract.operations.get(ask.name)
    names = {each.name for each in operation.parameters} if operation is not None else set()
    plain = {name: value for name, value in ask.options.get("params", {}).items() if not name.endswith("Count")}
    counted = len(plain) < len(ask.options.get("params", {}))
    yield _with(ask, "", plain, {})
    if counted:
        yield _with(ask, ", counted", ask.options["params"], {})
    if "start" in names:
        yield _with(ask, ", far behind", plain, {"start": "{far}", "limit": "100"})
    if {"page", "per_page"} <= names:
        yield _with(ask, ", far behind", plain, {"page": "{far page}", "per_page": "10"})
    for name in ("search", "search_term", "filter"):
        if name in names:
            yield _with(ask, ", a rare text", plain, {name: NOBODY})
    for since, to in (("since", "to"), ("since", "until")):
        if {since, to} <= names:
            form = ", a space" if vendor == "litmos" else ""  # which refuses the form of the others
            yield _with(ask, RANGE, plain, {since: f"{{since{form}}}", to: f"{{to{form}}}"})


def _statements(world: World) -> list[Ask]:
    """What an LRS is asked, among statements of ten agents and ten verbs."""
    url = f"{world.root}{LRS}/statements"
    world.client.post(url, content=json.dumps(hundred()), headers=XAPI).raise_for_status()
    agent = {"agent": json.dumps({"mbox": f"mailto:{AGENTS[3]}"})}
    verb, activity = {"verb": VERBS[7]}, {"activity": "http://example.com/course"}
    ways: dict[str, dict[str, str]] = {
        "": {}, " by agent": agent, " by verb": verb, " by activity": activity, " by agent and verb": {**agent, **verb},
        " by what is related": {**activity, "related_activities": "true"}, " of nobody": {"agent": '{"mbox":"mailto:nobody@example.com"}'},
        ", oldest first": {"ascending": "true"}, ", far behind": {"until": "{to}"},
        ", a narrow range": {"since": "{since}", "until": "{to}"},
        ", a narrow range by agent": {**agent, "since": "{since}", "until": "{to}"},
    }  # fmt: skip
    return [
        Ask(f"LRS statements{way}", "GET", url, {"params": {**params, "limit": "100"}, "headers": XAPI}, "read")
        for way, params in ways.items()
    ]


def _with(ask: Ask, way: str, params: dict[str, str], more: dict[str, str]) -> Ask:
    return replace(ask, name=ask.name + way, options={**ask.options, "params": {**params, **more}})


def _all(world: World, timer: Timing, asked: list[Ask], rows: int) -> list[tuple[float, float]]:
    """Milliseconds of each read among so many rows: repeated, and as the first after a write."""
    now = datetime.fromisoformat(world.control("GET", "clock")["now"])
    middle = now - timedelta(seconds=rows // 24)  # of the copies of what there are a dozen of
    known = {
        "{far}": str(rows * 2 // 5), "{far page}": str(rows // 25), "{since}": _text(middle), "{to}": _text(middle + timedelta(seconds=5)),
        "{since, a space}": _spaced(middle), "{to, a space}": _spaced(middle + timedelta(seconds=5)),
    }  # fmt: skip
    filled = [_filled(ask, known) for ask in asked]
    return [(_took(world, timer, ask, first=False), _took(world, timer, ask, first=True)) for ask in filled]


def _filled(ask: Ask, known: dict[str, str]) -> Ask:
    params = {name: known.get(value, value) for name, value in ask.options.get("params", {}).items()}
    return replace(ask, options={**ask.options, "params": params}) if params else ask


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _spaced(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _took(world: World, timer: Timing, ask: Ask, *, first: bool) -> float:
    took = []
    kept = timer.app.house.database.kept
    assert kept is not None
    for _ in range(CALLS):
        if first:
            kept.forget()
        status = call(world, ask)
        assert status < (400 if ask.name.endswith(RANGE) else 500), f"{ask.name}: {status}"
        took.append(timer.took)
        if timer.took > ENOUGH_MS:
            break
    return min(took)
