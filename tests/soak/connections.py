"""Many connections at once and many requests one after the other: descriptors and memory are as they were before."""

import asyncio
import re
import resource
import time
from itertools import count
from pathlib import Path

from tests.soak.client import KEY
from tests.soak.rounds import Round, Soak
from tests.soak.server import Server

IDLE, BUSY = 1000, 200
AT_ONCE = (
    40  # idle connections of which something is asked in the same second: each is, long before the server closes it
)
NEEDED = IDLE + BUSY + 200  # descriptors
MORE_MEBIBYTES, MORE_DESCRIPTORS = 8.0, 4
WARM_UP = 2000  # requests at least, and a tenth of all: caches and the journal are full after them
JOURNAL = {"EMULATOR_JOURNAL_BYTES": str(2 * 1024 * 1024)}
WRITES = 50  # one of so many requests is a POST
CACHED = (
    8000  # users after which the cache of SQLite is full, 8 MiB: a part of the warm-up, unless there are few requests
)
SETTLED_SECONDS = 10
USERS = "/~many/v1.svc/users?source=soak&format=json"

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def connect_many(soak: Soak, this: Round, requests: int) -> None:
    """One round: `IDLE` connections on which little happens, and `BUSY` that make the requests together."""
    figures = soak.figures
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard < NEEDED:
        figures.connections = f"skipped: a process may have {hard} descriptors only"
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with Server(soak.folder / this.name, soak.port, this.job_mode, more=JOURNAL) as server:
        asyncio.run(_make(soak.port, 200, 1))
        before, began = _descriptors(server), time.monotonic()
        memory, end, most, odd = asyncio.run(_load(server, requests))
        took, after = time.monotonic() - began, _until_closed(server, before + MORE_DESCRIPTORS)
        figures.connections = (
            f"{IDLE} idle ones, kept to the end, and {BUSY} busy ones, {requests:,} requests in {took:.0f} s: descriptors {before}, {most} "
            f"at most, {after} afterwards; {memory:.1f} MiB after the warm-up, {end:.1f} at the end"
        )
        figures.requests += requests
        figures.failed += odd
        if after > before + MORE_DESCRIPTORS:
            figures.orphans.append(f"{after - before} descriptors")
        if end > memory + MORE_MEBIBYTES:
            figures.orphans.append(f"{end - memory:.1f} MiB of memory")
        figures.note_stop(this.title, *server.stop())
    figures.rounds += 1


async def _load(server: Server, requests: int) -> tuple[float, float, int, list[str]]:
    """MiB after the warm-up and at the end, the most descriptors, and what was odd."""
    idle = [await _open(server.port) for _ in range(IDLE)]
    odd = await _ask_all(idle)  # the head of a first request is not waited for as long as that of a later one
    first, ended = max(WARM_UP, requests // 10), asyncio.Event()
    keeping = asyncio.create_task(_keep(idle, ended))
    odd += await _make(server.port, min(CACHED, requests // 5), BUSY, writes=1)
    odd += await _make(server.port, first, BUSY)
    memory, making = _mebibytes(server), asyncio.create_task(_make(server.port, requests - first, BUSY))
    await asyncio.sleep(0.5)
    most = _descriptors(server)
    odd += await making
    end = _mebibytes(server)
    ended.set()
    odd += await keeping
    for _, writer in idle:
        writer.close()
    await asyncio.gather(*(writer.wait_closed() for _, writer in idle), return_exceptions=True)
    return memory, end, most, odd


async def _keep(idle: list[Connection], ended: asyncio.Event) -> list[str]:
    """Ask something at each of them within a minute, again and again, as clients with a pool do: so the server keeps them. Returns what was
    odd."""
    odd = list[str]()
    while not odd and not ended.is_set():
        for start in range(0, len(idle), AT_ONCE):
            await asyncio.sleep(0 if ended.is_set() else 1)
            odd += await _ask_all(idle[start : start + AT_ONCE])
    return odd


async def _ask_all(connections: list[Connection]) -> list[str]:
    """What is odd about connections on which something is asked together."""
    answers = await asyncio.gather(
        *(_ask(each, "GET", f"{USERS}&limit=1") for each in connections), return_exceptions=True
    )
    return [f"an idle connection: {answer!r}" for answer in answers if answer != 200]


async def _make(port: int, requests: int, callers: int, writes: int = WRITES) -> list[str]:
    """Requests of so many callers, each on a connection of its own, one of `writes` a POST; returns those that did not go well."""
    numbers, odd = count(), list[str]()

    async def call() -> None:
        connection = await _open(port)
        while (number := next(numbers)) < requests:
            name = f"{writes}-{callers}-{number}@example.com"
            body = f'{{"UserName": "{name}", "FirstName": "Jo", "LastName": "Baba", "Email": "{name}"}}'
            is_post = number % writes == 0
            status = await _ask(
                connection, "POST" if is_post else "GET", USERS if is_post else f"{USERS}&limit=5", body
            )
            if status not in (200, 201, 409):
                odd.append(f"request {number}: {status}")
        connection[1].close()

    await asyncio.gather(*(call() for _ in range(callers)))
    return odd


async def _open(port: int) -> Connection:
    return await asyncio.open_connection("127.0.0.1", port)


async def _ask(connection: Connection, method: str, path: str, body: str = "") -> int:
    """The status of an answer."""
    reader, writer = connection
    sent = body if method == "POST" else ""
    head = (
        f"Host: localhost\r\napikey: {KEY['apikey']}\r\nContent-Type: application/json\r\nContent-Length: {len(sent)}"
    )
    writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n\r\n{sent}".encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", answer, re.IGNORECASE)
    await reader.readexactly(int(length[1]) if length else 0)
    return int(answer.split(b" ", 2)[1])


def _descriptors(server: Server) -> int:
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


def _until_closed(server: Server, most: int) -> int:
    until = time.monotonic() + SETTLED_SECONDS
    while (found := _descriptors(server)) > most and time.monotonic() < until:
        time.sleep(0.05)
    return found


def _mebibytes(server: Server) -> float:
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{server.pid}/status").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024
