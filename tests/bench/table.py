"""The table that is printed: each row a figure, its goal, and whether it is reached."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured. `goal` is a least or a most value in `unit`; without one the row only informs."""

    name: str
    value: float | None
    unit: str
    least: float | None = None
    most: float | None = None
    note: str = ""

    def cells(self) -> tuple[str, str, str, str]:
        """Name, figure, goal, verdict."""
        if self.value is None:
            return self.name, "-", self._goal(), self.note
        return self.name, f"{self.value:{_digits(self.value)}} {self.unit}", self._goal(), self._verdict()

    def _goal(self) -> str:
        if self.least is not None:
            return f">= {self.least:g} {self.unit}"
        return f"<= {self.most:g} {self.unit}" if self.most is not None else ""

    def _verdict(self) -> str:
        assert self.value is not None
        if self.least is None and self.most is None:
            return self.note
        reached = self.value >= self.least if self.least is not None else self.value <= (self.most or 0)
        return ("ok" if reached else "SHORT") + (f" ({self.note})" if self.note else "")


def _digits(value: float) -> str:
    return ",.0f" if value >= 100 else ".1f" if value >= 10 else ".2f"


def printed(rows: list[Row]) -> str:
    """The rows as an aligned table."""
    lines = [("measured", "figure", "goal", ""), *(row.cells() for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(3)]
    return "\n".join(
        f"{name:<{widths[0]}}  {figure:>{widths[1]}}  {goal:>{widths[2]}}  {verdict}".rstrip()
        for name, figure, goal, verdict in lines
    )
