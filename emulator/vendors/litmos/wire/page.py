"""Litmos's paging, sorting and search: `start`, `limit`, `sort`, `dir`, `search`."""

import re

from emulator.contract.model import Operation
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a list are wanted, and in which order. `search` is folded to lower case."""

    start: int = 0
    limit: int = 100
    sort: str | None = None
    descending: bool = False
    search: str | None = None


def cap_limit(operation: Operation, query: dict[str, list[str]]) -> str | None:
    """Bring a `limit` above the most that an operation returns down to that; returns a hint that says so, None if it was not above.

    Inferred: the vendor's page gives the range alone, and plug-ins that are sold send 9999 and 10000 to every list. An operation without
    a most (`/results/details`) refuses by itself, as documented.
    """
    if "limit" not in query:
        return None
    most = next((field.max for field in operation.parameters if field.name == "limit" and field.place == "query"), None)
    asked = query["limit"][-1].strip()
    if most is None or not re.fullmatch(r"\+?\d+", asked, re.ASCII) or (len(asked) < 20 and int(asked) <= most):
        return None
    query["limit"] = [f"{most:g}"]
    return f"limit is above {most:g}, the vendor's most: {most:g} is what counts (inferred)"
