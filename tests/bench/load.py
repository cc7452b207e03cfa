"""Load on a server for a moment: by wrk where it is installed, else by a client of our own."""

import asyncio
import itertools
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.servers import Server

CONNECTIONS = 16
WRK = shutil.which("wrk")
COUNTER = "COUNTER"  # stands in a body for a number that no other request has

_runs = itertools.count(1)
_LUA = """
local made = 0
{headers}
request = function()
  made = made + 1
  local prefix = {sandboxes} > 0 and "/~bench" .. made % {sandboxes} or ""
  if made % ({reads} + 1) > 0 then
    return wrk.format("GET", prefix .. [[{reading}]], nil, nil)
  end
  return wrk.format("{method}", prefix .. [[{path}]], nil, [[{before}]] .. "{run}x" .. made .. [[{after}]])
end
"""


@dataclass(slots=True)
class Target:
    """A request to repeat, and what was measured: requests a second, and the server's processor time for each in microseconds.

    `may_fail` is a share of the answers: a peer's own races are not ours. With `sandboxes` each request goes to the next of so many, and
    `reads` GETs of the path `reading` come before each request. `behind` is a server that the server uses: what it and the load cost is
    measured, too.
    """

    name: str
    server: Server
    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    may_fail: float = 0.0
    sandboxes: int = 0
    reads: int = 0
    reading: str = ""
    behind: Server | None = None
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    costs_behind: list[float] = field(default_factory=list)
    costs_of_load: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The median."""
        return statistics.median(self.rates)

    @property
    def cost(self) -> float:
        """The median; hardly moved by what else the machine does."""
        return statistics.median(self.costs)

    @property
    def all_costs(self) -> tuple[float, float, float]:
        """The same of the server, the one behind it, and the load."""
        return self.cost, statistics.median(self.costs_behind), statistics.median(self.costs_of_load)

    def request(self, number: int, run: int) -> tuple[str, str, str]:
        """Method, path and body of a request."""
        prefix = f"/~bench{number % self.sandboxes}" if self.sandboxes else ""
        if number % (self.reads + 1):
            return "GET", prefix + self.reading, ""
        return self.method, prefix + self.path, self.body.replace(COUNTER, f"{run}x{number}")


def drive(targets: Sequence[Target], rounds: int, seconds: float) -> float:
    """Measure every target in turn, `rounds` times over; returns the cores that others used meanwhile (median)."""
    for target in targets:
        _once(target, 0.5)
    others = []
    for _ in range(rounds):
        for target in targets:
            started, busy, before = time.monotonic(), _busy(), _worked(target)
            rate = _once(target, seconds)
            took = time.monotonic() - started
            worked = [now - then for now, then in zip(_worked(target), before, strict=True)]
            target.rates.append(rate)
            for costs, spent in zip((target.costs, target.costs_behind, target.costs_of_load), worked, strict=True):
                costs.append(spent * 1e6 / (rate * took))
            others.append((_busy() - busy - sum(worked)) / took)
    return max(0.0, statistics.median(others))


def _once(target: Target, seconds: float) -> float:
    return _wrk(target, seconds) if WRK else asyncio.run(_Client(target).run(seconds))


def _wrk(target: Target, seconds: float) -> float:
    before, found, after = target.body.partition(COUNTER)
    headers = "\n".join(f'wrk.headers["{name}"] = "{value}"' for name, value in target.headers.items())
    script = _LUA.format(
        method=target.method,
        path=target.path,
        headers=headers,
        before=before,
        run=next(_runs),
        after=after,
        sandboxes=target.sandboxes,
        reads=target.reads,
        reading=target.reading,
    )
    if not found:
        script = f'wrk.method = "{target.method}"\n{headers}\n'
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        # wrk takes whole seconds; a time of 500ms is read as none.
        command = [str(WRK), "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", file.name]
        output = subprocess.run(
            [*command, target.server.root + target.path], capture_output=True, text=True, check=True
        ).stdout
    failed, made = re.search(r"Non-2xx or 3xx responses: (\d+)", output), re.search(r"(\d+) requests in", output)
    assert made is not None, output
    if "Socket errors" in output or (failed and int(failed.group(1)) > target.may_fail * int(made.group(1))):
        raise RuntimeError(f"{target.name}: {output}")
    found_rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    assert found_rate is not None, output
    return float(found_rate.group(1))


class _Client:
    """Raw sockets, answers told by their Content-Length: slower than wrk, alike for every server."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.run_number = next(_runs)
        self.made = itertools.count(1)
        self.answered = 0

    async def run(self, seconds: float) -> float:
        started = time.monotonic()
        await asyncio.gather(*(self._connection(started + seconds) for _ in range(CONNECTIONS)))
        return self.answered / (time.monotonic() - started)

    async def _connection(self, until: float) -> None:
        host, _, port = self.target.server.netloc.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        while time.monotonic() < until:
            writer.write(self._request())
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            if not head.startswith(b"HTTP/1.1 2") or length is None:
                raise RuntimeError(f"{self.target.name}: {head!r}")
            await reader.readexactly(int(length.group(1)))
            self.answered += 1
        writer.close()
        await writer.wait_closed()

    def _request(self) -> bytes:
        target = self.target
        method, path, body = target.request(next(self.made), self.run_number)
        headers = {"Host": target.server.netloc, **target.headers}
        if body:
            headers["Content-Length"] = str(len(body))
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def _busy() -> float:
    """Seconds that all cores together have worked."""
    fields = [int(number) for number in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


def _worked(target: Target) -> tuple[float, float, float]:
    """Seconds that the server, the one behind it, and the load have worked."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    load = sum(one.ru_utime + one.ru_stime for one in usage)
    return target.server.cpu_seconds(), target.behind.cpu_seconds() if target.behind else 0.0, load
