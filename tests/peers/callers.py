"""Many callers who create users while the store fails now and then, and what must be true afterwards."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event, Thread
from typing import Any

import httpx

from tests.vendors.litmos.calling import OWNER

SECONDS = 2
JSON = {"source": "tests", "format": "json"}

Created = list[tuple[str, str, str, str]]
"""The sandbox, the name, the Id and the id of the request of each user who was acknowledged."""


@contextmanager
def meanwhile(deed: Callable[[Event], None]) -> Iterator[None]:
    """Run a function in a thread, until the event that it is given is set at the end."""
    over = Event()
    thread = Thread(target=deed, args=(over,))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


async def add_users(client: httpx.AsyncClient, caller: int, created: Created) -> list[int]:
    """Users in a shared sandbox and one of its own, one after the other; returns the statuses of all answers."""
    statuses, until, number = [], time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        number += 1
        sandbox, name = ("shared", f"s{caller}")[number % 2], f"u{caller}-{number}@x.org"
        body = {"UserName": name, "FirstName": "A", "LastName": "B", "Email": name}
        answer = await client.post(f"/~{sandbox}/v1.svc/users", params=JSON, headers={"apikey": OWNER}, json=body)
        statuses.append(answer.status_code)
        if answer.status_code == 201:
            created.append((sandbox, name, answer.json()["Id"], answer.headers["x-emulator-request-id"]))
    return statuses


async def everything(client: httpx.AsyncClient, sandbox: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        params = {**JSON, "limit": "100", "start": str(len(found))}
        answer = await client.get(f"/~{sandbox}/v1.svc/users", params=params, headers={"apikey": OWNER})
        assert answer.status_code == 200, answer.text
        found += answer.json()
        if len(answer.json()) < 100:
            return found


async def until_ready(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while (await client.get("/_emulator/ready")).status_code != 200:
            await asyncio.sleep(0.1)


async def check(client: httpx.AsyncClient, created: Created) -> None:
    """Each acknowledged user is there once, no id belongs to two, and the journal has each answer once at most, under its own id."""
    for sandbox in {each[0] for each in created}:
        users = await everything(client, sandbox)
        names, ids = [user["UserName"] for user in users], [user["Id"] for user in users]
        assert len(set(names)) == len(names)
        assert len(set(ids)) == len(ids)
        there = dict(zip(names, ids, strict=True))
        acknowledged = [each for each in created if each[0] == sandbox]
        assert [each for each in acknowledged if there.get(each[1]) != each[2]] == []
        params = {"method": "POST", "limit": "1000"}
        entries = (await client.get(f"/~{sandbox}/_emulator/journal", params=params)).json()["entries"]
        answered: dict[str, list[str]] = {}
        for entry in entries:
            if entry["response"]["status"] == 201:
                for _, name, _, _ in (each for each in acknowledged if each[1] in entry["request"]["body"]):
                    answered.setdefault(name, []).append(entry["request_id"])
        assert {name: ids for name, ids in answered.items() if len(ids) > 1} == {}
        identities = {name: identity for _, name, _, identity in acknowledged}
        wrong = {name: ids for name, ids in answered.items() if ids != [identities[name]] and "-" in identities[name]}
        assert {name: ids for name, ids in wrong.items() if _has_number(identities[name])} == {}


def _has_number(identity: str) -> bool:
    """Whether a request's id is that of an entry: SANDBOX-NUMBER. Without an entry it is SANDBOX-PROCESS-COUNT."""
    return identity.count("-") == 1


async def call_while_it_fails(root: str, callers: int, failing: AbstractContextManager[None]) -> None:
    """Let so many create users at once while the store fails, and check everything once it is well again."""
    created: Created = []
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=root, timeout=90, limits=limits) as client, asyncio.timeout(150):
        with failing:
            statuses = await asyncio.gather(*(add_users(client, number, created) for number in range(callers)))
        await until_ready(client)
        told = {status for each in statuses for status in each}
        assert told <= {201, 500}, told
        assert created
        await check(client, created)
