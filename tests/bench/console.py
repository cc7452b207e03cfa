"""The console: how soon the journal of 10,000 entries is seen in Chromium, and what a hundred open consoles cost the others."""

import asyncio
import http.client
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.load import Target, drive
from tests.bench.requests import KEY, QUERY, Effort
from tests.bench.servers import Server, emulator
from tests.bench.table import Row
from tests.browser.browser import CHROMIUM, chromium

ENTRIES = 10_000
CONSOLES = 100
LOADS = 7
LISTEN = "/_emulator/events"
JOURNAL = "/_emulator/console/journal"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def console(folder: Path, effort: Effort) -> list[Row]:
    """Both figures, on one server whose journal is full."""
    with emulator(folder / "console") as server:
        _fill(server)
        target = Target("GET users", server, f"/v1.svc/users{QUERY}&limit=1", headers=KEY)
        drive([target], effort.rounds, effort.seconds)
        alone, cost = target.rate, target.cost
        target.rates.clear()
        target.costs.clear()
        with _consoles(server):
            drive([target], effort.rounds, effort.seconds)
        note = f"{cost:.0f} us of the server each alone, {target.cost:.0f} us with them"
        rows = [
            Row(f"throughput with {CONSOLES} consoles / alone", 100 * target.rate / alone, "%", least=90, note=note)
        ]
        return [_first_paint(server), *rows]


def _fill(server: Server) -> None:
    connection = http.client.HTTPConnection(server.netloc, timeout=60)
    for number in range(ENTRIES):
        path = f"/v1.svc/users{QUERY}" if number % 5 else f"/v1.svc/users/nobody-{number}{QUERY}"
        connection.request("GET", path, headers=KEY)
        connection.getresponse().read()
    connection.close()
    server.call("GET", "/_emulator/about")  # the first call imports the control API, which is not what is measured


def _first_paint(server: Server) -> Row:
    """The median of some loads, by the browser's own clock: from the click to the first text."""
    name = f"journal of {ENTRIES:,} entries, first paint in Chromium"
    if CHROMIUM is None:
        return Row(name, None, "ms", most=300, note="no Chromium here")
    painted = []
    with chromium() as browser:
        page = browser.new_page(
            viewport={"width": 1440, "height": 900}, bypass_csp=True
        )  # what is waited for is evaluated
        for _ in range(LOADS):
            page.goto(server.root + JOURNAL)
            page.wait_for_function(f"{PAINTED} !== undefined")
            painted.append(page.evaluate(PAINTED))
    return Row(name, statistics.median(painted), "ms", most=300, note=f"{min(painted):.0f} to {max(painted):.0f}")


@contextmanager
def _consoles(server: Server) -> Iterator[None]:
    """As many open journals, each with the stream that its page listens to; what comes is read and thrown away."""
    open_, leave = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_listen(server, open_, leave)))
    thread.start()
    open_.wait(30)
    try:
        yield
    finally:
        leave.set()
        thread.join()


async def _listen(server: Server, open_: threading.Event, leave: threading.Event) -> None:
    listeners = [asyncio.create_task(_one(server)) for _ in range(CONSOLES)]
    await asyncio.sleep(1)
    open_.set()
    while not leave.is_set():
        await asyncio.sleep(0.05)
    for each in listeners:
        each.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)


async def _one(server: Server) -> None:
    host, _, port = server.netloc.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=2**20)
    try:
        writer.write(f"GET {LISTEN} HTTP/1.1\r\nHost: {server.netloc}\r\n\r\n".encode())
        while await reader.read(2**20):
            pass
    finally:
        writer.close()
