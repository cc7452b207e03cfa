"""What of a request was taken without effect: members, elements, fields and parameters that the contract does not have at that place."""

from collections.abc import Iterable
from functools import lru_cache

from emulator.problems.alike import nearest_name

MOST_NAMED = 10
LONGEST_NAME = 80
SHORTEST_PART = 3  # characters that a name must have to count as a part of a known one

UNKNOWN, LATE, READ_ONLY = "unknown", "late", "read only"

_WORDS = {
    UNKNOWN: "not declared, so without effect",
    LATE: "out of order, so ignored as the vendor does",
    READ_ONLY: "set by the vendor alone, so without effect",
}


class Ignored:
    """Names by kind, each once however often it came. `hints` puts them into words."""

    __slots__ = ("_found", "_words")

    def __init__(self) -> None:
        self._found: dict[str, dict[str, str]] = {}
        self._words: list[str] = []

    def unknown(self, name: str, known: Iterable[str], where: str = "", elsewhere: Iterable[str] = ()) -> None:
        """A name that the place `where` does not have.

        `known` are the names that the place has, `elsewhere` the paths of those in documents within it.
        """
        path = f"{where}{name}"
        if self._is_new(UNKNOWN, path):
            within = next((place for place in elsewhere if place.rpartition(".")[2] == name), None)
            self._found[UNKNOWN][path] = within or _nearest(name[:LONGEST_NAME], tuple(known)) or ""

    @property
    def unknown_names(self) -> list[str]:
        """The paths of unknown names, in their order."""
        return list(self._found.get(UNKNOWN, ()))

    def late(self, path: str) -> None:
        """The path of an XML element that came after those that have to follow it."""
        if self._is_new(LATE, path):
            self._found[LATE][path] = ""

    def read_only(self, path: str) -> None:
        """The path of a member that answers have and requests cannot set."""
        if self._is_new(READ_ONLY, path):
            self._found[READ_ONLY][path] = ""

    def say(self, words: str) -> None:
        """Something else that had no effect, in words."""
        if words not in self._words:
            self._words.append(words)

    def hints(self) -> list[str]:
        """A sentence for each kind; empty if everything had an effect."""
        if not self._found and not self._words:
            return []
        named = [
            f"{_WORDS[kind]}: {listed(f'{path} (nearest: {near})' if near else path for path, near in paths.items())}"
            for kind, paths in self._found.items()
        ]
        return named + self._words

    def _is_new(self, kind: str, path: str) -> bool:
        """True if a name has still to be looked at: it is new, and is one of those that will be named."""
        found = self._found.setdefault(kind, {})
        if path in found or len(found) >= MOST_NAMED:
            found.setdefault(path, "")
            return False
        return True


def listed(names: Iterable[str], most: int = MOST_NAMED) -> str:
    """The first names in a row, long ones cut, and how many more there are."""
    shown: list[str] = []
    left = 0
    for name in names:
        if len(shown) < most:
            shown.append(name if len(name) <= 2 * LONGEST_NAME else f"{name[: 2 * LONGEST_NAME]}...")
        else:
            left += 1
    return ", ".join(shown) + (f" and {left} more" if left else "")


@lru_cache(maxsize=1000)
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    """The known name that was probably meant: in another case or spelling, with a typo, or as a part of it."""
    plain = {_plain(each): each for each in reversed(known)}
    wanted = _plain(name)
    if wanted in plain:
        return plain[wanted]
    if close := nearest_name(wanted, plain, 0.7):
        return plain[close]
    parts = [
        each for each in plain if min(len(each), len(wanted)) >= SHORTEST_PART and (wanted in each or each in wanted)
    ]
    return plain[min(parts, key=lambda each: abs(len(each) - len(wanted)))] if parts else None


def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")
