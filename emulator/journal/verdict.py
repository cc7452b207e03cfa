"""The verdict on calls: whether the journal has the expected entries, and if not, why not and which entries come nearest."""

from collections import deque
from collections.abc import Iterable, Sequence

from emulator.journal.entry import JournalEntry
from emulator.journal.filters import Filter
from emulator.journal.journal import Journal
from emulator.light.records import dataclass

NEAREST = 3
SHOWN = 20  # newest entries that are searched for the nearest


@dataclass(frozen=True, slots=True)
class Expected:
    """How many entries are expected, both bounds included; `most` is None if there is no upper bound."""

    least: int = 1
    most: int | None = None

    def has(self, found: int) -> bool:
        """True if this number is expected."""
        return found >= self.least and (self.most is None or found <= self.most)

    def words(self) -> str:
        """The expectation in words."""
        if self.most is None:
            return f"at least {self.least}"
        if self.most == 0:
            return "none"
        return f"exactly {self.least}" if self.least == self.most else f"{self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`found` is the number of matching entries, or of steps of a sequence that were met; `nearest` are entries that almost match, with
    their differences. `reason` is None if the expectation is met."""

    found: int
    reason: str | None
    entries: Sequence[JournalEntry]
    nearest: Sequence[tuple[JournalEntry, list[str]]] = ()


class Tally:
    """Counts matching entries of a journal repeatedly while entries are added; each entry is examined once."""

    def __init__(self, journal: Journal, wanted: Filter) -> None:
        self._journal = journal
        self._wanted = wanted
        self._seen = 0
        self._fitting: deque[int] = deque()

    def count(self) -> int:
        """The number of matching entries now, without dropped ones."""
        journal = self._journal
        if journal.last_number < self._seen:  # the journal was reset
            self._seen = 0
            self._fitting.clear()
        new = journal.after(self._seen)
        self._fitting.extend(entry.number for entry in self._wanted.chosen(new))
        if new:
            self._seen = new[-1].number
        while self._fitting and self._fitting[0] < journal.first_number:
            self._fitting.popleft()
        return len(self._fitting)


def counted(entries: Iterable[JournalEntry], wanted: Filter, expected: Expected) -> Verdict:
    """The verdict on the number of matching entries."""
    listed = list(entries)
    fitting = wanted.chosen(listed)
    if expected.has(len(fitting)):
        return Verdict(len(fitting), None, fitting[-SHOWN:])
    reason = f"{len(fitting)} of {len(listed)} entries fit ({wanted.words()}), expected: {expected.words()}"
    near = _nearest(listed, wanted) if len(fitting) < expected.least else ()
    return Verdict(len(fitting), reason, fitting[-SHOWN:], near)


def in_order(entries: Iterable[JournalEntry], steps: Sequence[Filter]) -> Verdict:
    """The verdict on a sequence: whether matching entries follow one another in this order, with any other calls in between."""
    listed = list(entries)
    met: list[JournalEntry] = []
    left = iter(listed)
    for number, step in enumerate(steps, 1):
        entry = next((entry for entry in left if step.matches(entry)), None)
        if entry is None:
            behind = f"behind entry {met[-1].number}" if met else "at all"
            reason = f"step {number} ({step.words()}) is not met {behind}"
            after = met[-1].number if met else 0
            return Verdict(len(met), reason, met, _nearest([each for each in listed if each.number > after], step))
        met.append(entry)
    return Verdict(len(met), None, met)


def _nearest(entries: Iterable[JournalEntry], wanted: Filter) -> list[tuple[JournalEntry, list[str]]]:
    """The entries with the fewest differences, the newest first."""
    differing = [(entry, wanted.differences(entry)) for entry in entries if entry.number > wanted.after]
    near = sorted((each for each in differing if each[1]), key=lambda each: (len(each[1]), -each[0].number))
    return near[:NEAREST]
