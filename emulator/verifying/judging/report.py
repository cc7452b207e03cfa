"""The result of a run or of a comparison of files: as lines for people, and as JSON."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from emulator.contract.model import Contract
from emulator.light.records import dataclass
from emulator.verifying.judging.verdict import Finding

DIFFERS = ("emulator wrong", "contract stale", "vendor extra")
ORDER = (*DIFFERS, "known gap", "not tried")


@dataclass(frozen=True, slots=True)
class Report:
    """The result. `agreed` is the number of places that agree, `untouched` are the operations that were not called, `unserved` the called
    ones that the emulator does not serve."""

    vendor: str
    findings: tuple[Finding, ...]
    agreed: int
    untouched: tuple[str, ...]
    operations: int
    unserved: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """True if the vendor differs from the emulator or the contract."""
        return bool(self.unserved) or any(finding.verdict in DIFFERS for finding in self.findings)

    def document(self) -> dict[str, Any]:
        """The report as `--json` prints it."""
        return {
            "vendor": self.vendor,
            "differs": self.differs,
            "verdicts": {"agrees": self.agreed, **self._counts()},
            "findings": [finding.document() for finding in self.findings],
            "not_tried": list(self.untouched),
            "not_served": list(self.unserved),
            "notes": list(self.notes),
        }

    def lines(self) -> list[str]:
        """The report for people: each finding, the worst first, then a summary."""
        found = sorted(self.findings, key=lambda finding: ORDER.index(finding.verdict))
        counts = ", ".join(f"{count} {verdict}" for verdict, count in self._counts().items() if count)
        return [
            *map(_line, found),
            *(f"not served: {words}" for words in self.unserved),
            *self.notes,
            f"{self.agreed} places agree" + (f"; {counts}" if counts else ""),
            f"{self.operations - len(self.untouched)} of {self.operations} operations of {self.vendor} were compared",
        ]

    def _counts(self) -> Mapping[str, int]:
        counted = Counter(finding.verdict for finding in self.findings)
        return {verdict: counted.get(verdict, 0) for verdict in ORDER}  # type: ignore[call-overload]


def _line(finding: Finding) -> str:
    where = f"{finding.scenario} {finding.step}, {finding.operation}" if finding.step else finding.operation
    if finding.verdict == "not tried":
        return f"not tried: {where}: {finding.why}"
    words = f"{finding.verdict}: {where}: {finding.place}, {finding.aspect}: {finding.vendor}; here {finding.emulator}"
    return f"{words} ({finding.why})" if finding.why else words


def untouched(contract: Contract, tried: Iterable[str]) -> tuple[str, ...]:
    """The ids of the operations that were not called."""
    called = set(tried)
    return tuple(name for name in contract.operations if name not in called)
