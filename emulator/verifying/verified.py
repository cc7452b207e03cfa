"""Parts of operations that users' own runs have verified, with the date. They add to the shipped evidence, and expire."""

from dataclasses import field
from datetime import date
from pathlib import Path

from emulator.contract.model import Contract, Level, Operation, Part
from emulator.light.records import dataclass
from emulator.sandbox.clock import machine_now


class VerifiedFileError(Exception):
    """A file of shapes cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Day:
    """When a part was seen on the real service, how many days ago that is, and whether that is too long ago."""

    day: str
    days: int
    old: bool


@dataclass(slots=True)
class Verified:
    """`oldest` is the number of days for which a part counts as verified. `seen` has, for each vendor's contract, the dates by operation
    and part."""

    oldest: int
    seen: list[tuple[Contract, dict[str, dict[Part, str]]]] = field(default_factory=list)

    def load(self, path: Path) -> None:
        """Load a file of shapes and keep the parts that agree with the contract. Raises `VerifiedFileError`."""
        from emulator.vendors import ENTRIES, load_vendor
        from emulator.verifying.errors import CannotVerifyError
        from emulator.verifying.shapes.shape_file import read
        from emulator.verifying.verified_parts import verified_parts

        try:
            file = read(path)
        except CannotVerifyError as error:
            raise VerifiedFileError(str(error)) from None
        if file.vendor not in [entry.name for entry in ENTRIES]:
            raise VerifiedFileError(f"{path} has shapes of {file.vendor}, which is not installed")
        contract = load_vendor(file.vendor).contract
        try:
            parts = verified_parts(contract, file)
        except CannotVerifyError as error:
            raise VerifiedFileError(f"{path}: {error}") from None
        self.seen.append((contract, {name: dict.fromkeys(found, file.day) for name, found in parts.items()}))

    def days(self, operation: Operation) -> dict[Part, Day]:
        """When each part of an operation was last seen, by the loaded files or else the contract."""
        found = dict(operation.verified)
        for contract, days in self.seen:
            if contract.operations.get(operation.id) is operation:
                found |= days.get(operation.id, {})
        return {part: self._day(day) for part, day in found.items()}

    def evidence(self, operation: Operation) -> dict[Part, Level]:
        """The evidence of an operation: `verified` for parts seen recently, `recorded` for parts seen too long ago."""
        seen: dict[Part, Level] = {
            part: "recorded" if day.old else "verified" for part, day in self.days(operation).items()
        }
        return {**operation.evidence, **seen}

    def _day(self, day: str) -> Day:
        days = (machine_now().date() - date.fromisoformat(day)).days
        return Day(day, days, days > self.oldest)
