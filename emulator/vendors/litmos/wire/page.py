"""Litmos's paging, sorting and search: `start`, `limit`, `sort`, `dir`, `search`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a list are wanted, and in which order. `search` is folded to lower case."""

    start: int = 0
    limit: int = 100
    sort: str | None = None
    descending: bool = False
    search: str | None = None
