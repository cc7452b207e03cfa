"""Valid calls of every operation, each with one piece replaced by what few clients send: done, or refused in the vendor's words.

Afterwards everything can still be read: what was taken must not make rows unreadable.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random  # noqa: TID251 - seeded
from typing import Any
from urllib.parse import quote

import httpx
import orjson

from emulator.contract.model import Contract, Operation
from emulator.vendors import load_vendor
from tests.counts.asking import Ask
from tests.counts.table import WORLDS
from tests.fuzz.asking import LONGEST
from tests.world import World

VENDORS = [name for name in WORLDS if name != "pages"]
DEFECT = "a defect of lms-emulator"
TEXTS = [
    "", " ", "x" * 3000, "a/b", "../x", "%", "%_", "'", '"', "\\", "a,b", "<a>&amp;]]>", "\r\nX: y", "\0", "a\0b", "\ufdd0", "\uffff",
    "\U0001f600", "e\u0301\u202e", "\u0661", "-1", "0", "1.5", "1e3", "9223372036854775808", "9" * 30, "NaN", "Infinity", "true",
    "null", "[]", "{}", "0000-01-01", "0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "1582-10-10", "2020-02-30",
    "2016-12-31T23:59:60Z", "2020-01-01T24:00:00Z", "2020-W01-1", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00",
    "10000-01-01T00:00:00Z", "/Date(-62135596800000)/", "/Date(99999999999999999)/", "P1D", "00000000-0000-0000-0000-000000000000",
]  # fmt: skip
VALUES = [
    "null", "true", "[]", "{}", "-1", "0", "1.5", "-0.0", "1E2", "1e400", "NaN", "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "9" * 30, "[null]", "[[]]", "[{}]", '{"a":{"b":[1]}}', r'"\ud83d"', "[" * 300,
    *(orjson.dumps(text).decode() for text in TEXTS),
]  # fmt: skip
"""Pieces of JSON: some are none."""
PLACE = "a place of one value"
Path = tuple[Any, ...]
"""The names and numbers that lead to a part of a document."""


def ask_oddly(world: World, vendor: str, calls: int, chosen: Random, *, every: int = 1) -> None:
    """Send so many spoilt calls of each operation of a vendor. Everything is read after each operation that writes, or `every` nth."""
    world.settings(litmos_rate_limit=None, job_mode="instant")
    asks = WORLDS[vendor](world, 1)
    world.control("POST", "snapshots", json={"name": "before"})
    contract = load_vendor(vendor).contract
    reads = [ask for ask in asks if ask.kind == "read"]
    for at, ask in enumerate(asks):
        for _ in range(calls):
            _send(world, _spoilt(contract, ask, getattr(world, vendor), chosen))
        if ask.kind == "read":
            continue
        for read in reads if at % every == 0 else ():
            _send(world, read, after=ask.name)
        world.control("POST", "snapshots/before/restore")


def _send(world: World, ask: Ask, after: str = "") -> None:
    world.client.cookies.clear()
    try:
        answer = world.client.request(ask.method, ask.url, timeout=LONGEST, **ask.options)
    except httpx.InvalidURL:
        return
    where = f"{after} {ask.method} {ask.url} {str(ask.options)[:2000]}: {answer.status_code} {answer.text[:500]}"
    hint = answer.headers.get("x-emulator-hint", "")
    assert DEFECT not in hint, where
    assert answer.status_code < 500 or answer.status_code == 501 or hint, where
    assert answer.status_code < 400 or "detail" not in answer.text[:12], where


def _spoilt(contract: Contract, ask: Ask, base: str, chosen: Random) -> Ask:
    """The same call with another value of a parameter, another piece of its path, or another part of its body."""
    operation = contract.operations[ask.name]
    kinds: list[Callable[[], Ask]] = []
    names = [each.name for each in operation.parameters if each.place == "query"]
    if names:
        kinds.append(lambda: _in_query(ask, chosen.choice(names), chosen.choice(TEXTS)))
    places = [at for at, part in enumerate(operation.path.split("/")) if part.startswith("{")]
    if places:
        kinds.append(lambda: _in_path(ask, base, chosen.choice(places), chosen.choice(TEXTS)))
    content = ask.options.get("content")
    body = orjson.loads(content) if content else ask.options.get("json")
    if body is not None:
        kinds += [lambda: _in_body(ask, body, _missing(contract, operation, body), chosen)] * 3
    return chosen.choice(kinds)() if kinds else ask


def _in_query(ask: Ask, name: str, text: str) -> Ask:
    params = {**(ask.options.get("params") or {}), name: text}
    return replace(ask, options={**ask.options, "params": params})


def _in_path(ask: Ask, base: str, place: int, text: str) -> Ask:
    parts = ask.url.removeprefix(base).split("/")
    parts[place] = quote(text, safe="")
    return replace(ask, url=base + "/".join(parts))


def _in_body(ask: Ask, body: Any, missing: list[Path], chosen: Random) -> Ask:
    whole = orjson.dumps(_with_place(body, chosen.choice([*_places(body), *missing])))
    spoilt = whole.replace(orjson.dumps(PLACE), chosen.choice(VALUES).encode())
    headers = {**(ask.options.get("headers") or {}), "Content-Type": "application/json"}
    kept = {name: value for name, value in ask.options.items() if name != "json"}
    return replace(ask, options={**kept, "headers": headers, "content": spoilt})


def _places(value: Any, to: Path = ()) -> Iterator[Path]:
    """Of a document and of everything in it."""
    yield to
    if isinstance(value, dict | list):
        for at in value if isinstance(value, dict) else range(len(value)):
            yield from _places(value[at], (*to, at))


def _missing(contract: Contract, operation: Operation, body: Any) -> list[Path]:
    """Of the members that the contract has and a document, or the first of a list, has not."""
    to: Path = (0,) if isinstance(body, list) and body else ()
    record = body[0] if to else body
    schema = operation.request.schema if operation.request is not None else None
    if schema is None or not isinstance(record, dict):
        return []
    return [(*to, field.name) for field in contract.schemas[schema].fields if field.name not in record]


def _with_place(value: Any, to: Path) -> Any:
    if not to:
        return PLACE
    found = dict(value) if isinstance(value, dict) else list(value)
    found[to[0]] = _with_place(found[to[0]], to[1:]) if len(to) > 1 else PLACE
    return found
