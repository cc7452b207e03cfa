"""The operation that a path without one was perhaps meant for, and what is different."""

from collections.abc import Iterator
from difflib import get_close_matches

from emulator.contract.matching import Match, Matcher
from emulator.contract.model import Contract

ALIKE = 0.75
LONGEST = 60  # characters of a segment that are compared
MOST_SEGMENTS = 12


class Nearest:
    """Looks for it by changing the path: a segment of another case or spelling, or one too many at its end."""

    def __init__(self, contract: Contract, matcher: Matcher) -> None:
        self._matcher = matcher
        segments = (part for operation in contract.operations.values() for part in operation.path.split("/"))
        self._literals = {part.lower(): part for part in segments if part and not part.startswith("{")}

    def find(self, method: str, path: str) -> str | None:
        """In words; None if nothing is near."""
        given = [part for part in path.split("/") if part]
        if not given or len(given) > MOST_SEGMENTS:
            return None
        for segments, why in self._changed(given):
            tried = "/" + "/".join(segments)
            found = self._matcher.match(method, tried)
            if found.operation is not None or found.allowed:
                return f"the nearest is {_named(method, tried, found)}: {why}"
        return None

    def _changed(self, given: list[str]) -> Iterator[tuple[list[str], str]]:
        """The path with one change, each with its reason, and then with all of them."""
        changes = {at: change for at, part in enumerate(given) if (change := self._change(part)) is not None}
        for at, (better, why) in changes.items():
            yield [*given[:at], better, *given[at + 1 :]], why
        if len(changes) > 1:
            whole = [changes[at][0] if at in changes else part for at, part in enumerate(given)]
            yield whole, "; ".join(why for _, why in changes.values())
        if len(given) > 1:
            yield given[:-1], f"the segment {given[-1][:LONGEST]} at the end is too much"

    def _change(self, part: str) -> tuple[str, str] | None:
        folded = part[:LONGEST].lower()
        literal = self._literals.get(folded)
        if literal is not None:
            return (literal, f"the case of {part} is {literal}") if literal != part else None
        close = get_close_matches(folded, self._literals, 1, ALIKE)
        return (
            (self._literals[close[0]], f"the segment {part[:LONGEST]} is like {self._literals[close[0]]}")
            if close
            else None
        )


def _named(method: str, path: str, found: Match) -> str:
    if found.operation is None:
        return f"{', '.join(found.allowed)} {path}"
    return f"{method} {found.operation.path} ({found.operation.id})"
