"""The table of costs, `counts.json`: for each call its SQL statements and decoded packages, with one row of each list and with ten."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from emulator.app import Emulator
from tests.counts import litmos, nexport, pages, scormcloud
from tests.counts.asking import Ask, Kind, Worlds
from tests.counts.counting import Cost, costs
from tests.world import World

PATH = Path(__file__).with_name("counts.json")
WORLDS: dict[str, Worlds] = {
    "litmos": litmos.asks, "nexport": nexport.asks, "pages": pages.asks, "scormcloud": scormcloud.asks,
}  # fmt: skip
ROWS = (1, 10)
LIMITS: dict[Kind, int] = {"read": 10, "page": 30, "write": 50}
"""The most statements."""
MORE_FOR_A_ROW: dict[Kind, int] = {"read": 0, "page": 0, "write": 1}
"""How many statements each further row may cost: a write may log one by one what it did."""

Line = dict[str, Any]
Table = dict[str, dict[str, Line]]


@dataclass(frozen=True)
class Counted:
    """A call as it was counted with one row and with ten."""

    ask: Ask
    costs: tuple[Cost, Cost]

    @property
    def line(self) -> Line:
        """As it stands in the table."""
        return {
            "kind": self.ask.kind,
            "statements": [cost.statements for cost in self.costs],
            "packages": [cost.packages for cost in self.costs],
        }

    def problems(self) -> list[str]:
        """What must not be, unless the table says why."""
        few, many = self.costs
        found = [f"its status is {cost.status}" for cost in self.costs if cost.status >= 400]
        rows = MORE_FOR_A_ROW[self.ask.kind] * (ROWS[1] - ROWS[0])
        if many.statements > few.statements + rows or many.packages > few.packages:
            found.append("it costs more with more rows")
        if many.statements > LIMITS[self.ask.kind]:
            found.append(f"it runs more than {LIMITS[self.ask.kind]} statements")
        return found


def count(root: str, app: Emulator, client: httpx.Client, name: str) -> list[Counted]:
    """Count the calls of one entry of `WORLDS`."""
    found: list[dict[str, tuple[Ask, Cost]]] = []
    for rows in ROWS:
        world = World(root, f"{name}-{rows}", client)
        world.settings(litmos_rate_limit=None)
        found.append(costs(app, world, WORLDS[name], rows))
    few, many = found
    return [Counted(ask, (cost, many[call][1])) for call, (ask, cost) in few.items()]


def read() -> Table:
    """The table as it is kept."""
    table: Table = json.loads(PATH.read_text())
    return table


def write(table: Table) -> None:
    """Keep the table, a line for each call."""
    parts = []
    for name in sorted(table):
        lines = [f"    {json.dumps(call)}: {json.dumps(line)}" for call, line in sorted(table[name].items())]
        parts.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n  }")
    PATH.write_text("{\n" + ",\n".join(parts) + "\n}\n")
