"""The operations that were perhaps meant by a path that has none, and what is different."""

from collections.abc import Iterator

from emulator.contract.matching import Matcher
from emulator.contract.model import Contract, Operation
from emulator.light.records import dataclass
from emulator.problems.alike import nearest_name

ALIKE = 0.75
LONGEST = 60  # characters of a segment that are compared
MOST_SEGMENTS = 12
MOST = 3


@dataclass(frozen=True, slots=True)
class Near:
    """An operation, and what is different in the request."""

    operation: Operation
    why: str


class Nearest:
    """Looks for them by changing the request: another method; a segment of another case or spelling, one too many, one that is missing."""

    def __init__(self, contract: Contract, matcher: Matcher) -> None:
        self._matcher = matcher
        operations = contract.operations.values()
        segments = (part for operation in operations for part in operation.path.split("/"))
        self._literals = {part.lower(): part for part in segments if part and not part.startswith("{")}
        self._methods = {operation.method for operation in operations}

    def find(self, method: str, path: str, allowed: tuple[str, ...] = ()) -> list[Near]:
        """The nearest first, at most three; `allowed` are the methods that the path has."""
        given = [part for part in path.split("/") if part]
        if not given or len(given) > MOST_SEGMENTS:
            return []
        found: dict[str, Near] = {}
        for other in allowed:
            self._look(found, other, given, f"the method is {other}, not {method}")
        if not found:
            for segments, why in self._respelt(given):
                if not self._look(found, method, segments, why):
                    for other in self._matcher.match(method, "/" + "/".join(segments)).allowed:
                        self._look(found, other, segments, f"{why}; the method is {other}, not {method}")
            for segments, why in self._resized(given):
                self._look(found, method, segments, why)
        return list(found.values())[:MOST]

    def _look(self, found: dict[str, Near], method: str, segments: list[str], why: str) -> bool:
        operation = self._matcher.match(method, "/" + "/".join(segments)).operation
        if operation is not None:
            found.setdefault(operation.id, Near(operation, why))
        return operation is not None

    def _respelt(self, given: list[str]) -> Iterator[tuple[list[str], str]]:
        """The path with one segment in another case or spelling, each with its reason, and then with all of them."""
        changes = {at: change for at, part in enumerate(given) if (change := self._change(part)) is not None}
        for at, (better, why) in changes.items():
            yield [*given[:at], better, *given[at + 1 :]], why
        if len(changes) > 1:
            whole = [changes[at][0] if at in changes else part for at, part in enumerate(given)]
            yield whole, "; ".join(why for _, why in changes.values())

    def _resized(self, given: list[str]) -> Iterator[tuple[list[str], str]]:
        """The path with one more id, or with one segment less."""
        for at in range(1, len(given)):
            if self._is_literal(given[at - 1]) and self._is_literal(given[at]):
                yield [*given[:at], "ID", *given[at:]], f"an id is missing before {given[at]}"
        if len(given) > 1:
            yield given[:-1], f"the segment {given[-1][:LONGEST]} at the end is too much"
            for at in range(len(given) - 1):
                if given[at] in given[:at] or at == 0:  # written twice, or a base path once more
                    yield [*given[:at], *given[at + 1 :]], f"the segment {given[at][:LONGEST]} is too much"

    def _is_literal(self, part: str) -> bool:
        return part.lower() in self._literals

    def _change(self, part: str) -> tuple[str, str] | None:
        folded = part[:LONGEST].lower()
        literal = self._literals.get(folded)
        if literal is not None:
            return (literal, f"the case of {part} is {literal}") if literal != part else None
        close = nearest_name(folded, self._literals.values(), ALIKE)
        return None if close is None else (close, f"the segment {part[:LONGEST]} is like {close}")
