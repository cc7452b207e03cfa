"""Paging: `page` from 1, `per_page`, and the three headers that clients need to find the end."""

from typing import TypeVar

from emulator.light.records import dataclass
from emulator.sandbox.world import World

DEFAULT_SIZE = 30
LARGEST_SIZE = 1000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """The requested part of a list."""

    number: int
    size: int

    @classmethod
    def of(cls, page: int | None, per_page: int | None) -> "Page":
        """Read the parameters. A size below 1 is 30 and above 1000 is 1000 (documented); a page below 1 is the first
        (inferred: corrected as sizes are, not refused).
        """
        size = DEFAULT_SIZE if per_page is None or per_page < 1 else min(per_page, LARGEST_SIZE)
        return cls(max(page or 1, 1), size)

    @property
    def start(self) -> int:
        """The number of entries before this page."""
        return (self.number - 1) * self.size

    def of_list(self, world: World, rows: list[T]) -> list[T]:
        """This page of all rows; empty after the end."""
        return self.of_counted(world, len(rows), rows[self.start : self.start + self.size])

    def of_counted(self, world: World, total: int, rows: list[T]) -> list[T]:
        """The rows of this page, with the total number. The headers are always sent: without X-Per-Page clients never stop."""
        for name, value in (("X-Total-Count", total), ("X-Per-Page", self.size), ("X-Page", self.number)):
            world.header(name, str(value))
        return rows
