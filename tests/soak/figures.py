"""The figures of a run, the table that is printed, and what fails it."""

from collections import Counter
from dataclasses import dataclass, field

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is too long: a pause of /_emulator/live in milliseconds, the end after SIGTERM in seconds, and how long it takes until all serve
    once what they need is there again.
    """

    pause: float
    stop: float
    again: float = 5


@dataclass(slots=True)
class Figures:
    """Counted over all rounds. Each entry of a list is a sentence about one defect."""

    bounds: Bounds
    rounds: int = 0
    kills: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    most_callers: int = 0
    requests: int = 0
    acknowledged: int = 0
    checked: int = 0
    lost: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    watched: int = 0
    longest_pause: float = 0
    pauses: list[str] = field(default_factory=list)
    stops: list[float] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    full_disk: str = "not tried"
    connections: str = "not tried"

    def note_pause(self, where: str, milliseconds: float, calls: int) -> None:
        """The longest pause of one watching."""
        self.watched += calls
        self.longest_pause = max(self.longest_pause, milliseconds)
        if milliseconds > self.bounds.pause:
            self.pauses.append(f"{where}: {milliseconds:.0f} ms")

    def note_stop(self, where: str, seconds: float, code: int | None) -> None:
        """How a SIGTERM went; `code` is None if the process had to be killed."""
        self.stops.append(seconds)
        if code != 0 or seconds > self.bounds.stop:
            self.late.append(f"{where}: {seconds:.1f} s, " + ("never ended" if code is None else f"exit code {code}"))

    def note_again(self, where: str, seconds: float) -> None:
        """How long it took until all processes served again."""
        self.again.append(seconds)
        if seconds > self.bounds.again:
            self.slow.append(f"{where}: {seconds:.1f} s")

    @property
    def defects(self) -> dict[str, list[str]]:
        """Everything that fails the run, by the name of its row."""
        return {
            "lost": self.lost,
            "stuck": self.stuck,
            "doubled": self.doubled,
            "orphans": self.orphans,
            "answered with a defect": self.failed,
            "pauses too long": self.pauses,
            "ended late or badly": self.late,
            "served again late": self.slow,
        }

    @property
    def is_well(self) -> bool:
        """Whether there is no defect."""
        return not any(self.defects.values())

    def table(self) -> str:
        """The report: a row each, then the first defects of each kind in words."""
        stops = sorted(self.stops)
        middle, last = (stops[len(stops) // 2], stops[-1]) if stops else (0.0, 0.0)
        rows = [
            ("rounds", str(self.rounds)),
            ("kills", str(self.kills)),
            ("callers at once, most", str(self.most_callers)),
            ("requests", f"{self.requests:,}"),
            ("acknowledged", f"{self.acknowledged:,}"),
            ("read again afterwards", f"{self.checked:,}"),
            *((name, str(len(found))) for name, found in self.defects.items()),
            ("longest pause of /_emulator/live", f"{self.longest_pause:.0f} ms in {self.watched:,} calls"),
            ("SIGTERM to the end", f"median {middle:.2f} s, longest {last:.2f} s, {len(stops)} times"),
            ("all serve again", f"after {max(self.again):.2f} s at most" if self.again else "not tried"),
            ("full disk", self.full_disk),
            ("connections", self.connections),
        ]
        width = max(len(name) for name, _ in rows)
        lines = [f"{name:<{width}}  {figure}" for name, figure in rows]
        if self.steps:
            lines += ["", "killed:", *(f"{number:5}  {step}" for step, number in self.steps.most_common())]
        for name, found in self.defects.items():
            lines += ["", f"{name}:", *(f"  {words}" for words in found[:SHOWN])] if found else []
            lines += [f"  ... and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        return "\n".join(lines)
