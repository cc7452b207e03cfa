"""The reasons of a refusal: the invalid parts of the input, and suggestions."""

from typing import Any

from emulator.hiding.hiding import HiddenValues
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter or member, what was expected, and the text that was sent (None if nothing was sent or it is not known)."""

    member: str
    expected: str
    came: str | None = None


@dataclass(frozen=True, slots=True)
class NearIds:
    """A parameter whose value is not an existing id: the kind of thing it identifies, and the most similar existing ids or names, or else
    some of them."""

    parameter: str
    given: str
    noun: str
    ids: tuple[str, ...]
    alike: bool

    def words(self) -> str:
        """The suggestion in words."""
        if not self.ids:
            return f"there is no {self.noun} yet"
        return f"{'perhaps meant' if self.alike else 'there are for instance'}: {self.noun} {', '.join(self.ids)}"


@dataclass(frozen=True, slots=True)
class NearOperation:
    """An operation that the caller may have meant, and how it differs from the call."""

    operation: str
    method: str
    path: str
    why: str

    def words(self) -> str:
        """The suggestion in words."""
        return f"{self.method} {self.path} ({self.operation}): {self.why}"


@dataclass(slots=True)
class Why:
    """All reasons; empty if nothing is known."""

    problem: Problem | None = None
    ids: tuple[NearIds, ...] = ()
    operations: tuple[NearOperation, ...] = ()

    def __bool__(self) -> bool:
        return self.problem is not None or bool(self.ids) or bool(self.operations)

    def document(self, hiding: HiddenValues | None) -> dict[str, Any]:
        """The reasons for the control API, without the secrets that `hiding` knows."""
        shown = hiding.text if hiding else str
        problem = self.problem
        return {
            "problem": {
                "member": problem.member,
                "expected": problem.expected,
                "came": None if problem.came is None else shown(problem.came),
            }
            if problem
            else None,
            "nearest_ids": [
                {
                    "parameter": near.parameter,
                    "given": shown(near.given),
                    "noun": near.noun,
                    "ids": list(near.ids),
                    "alike": near.alike,
                }
                for near in self.ids
            ],
            "nearest_operations": [
                {"operation": near.operation, "method": near.method, "path": near.path, "why": near.why}
                for near in self.operations
            ],
        }


NOTHING = Why()
"""For all entries without a reason, in place of one object each."""
