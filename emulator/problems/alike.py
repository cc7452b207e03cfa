"""Known names that are like an unknown one: what was perhaps meant."""

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.6  # from 0 to 1, the same
LONGEST = 200  # characters that are compared, since that takes their square


def nearest_names(name: str, names: Iterable[str], most: int, alike: float = ALIKE) -> list[str]:
    """The names that are most like this one, whatever their case, the nearest first."""
    folded = {each.casefold(): each for each in reversed(list(names))}
    return [folded[each] for each in get_close_matches(name[:LONGEST].casefold(), folded, most, alike)]


def nearest_name(name: str, names: Iterable[str], alike: float = ALIKE) -> str | None:
    """The name that is most like this one, whatever its case; None if none is."""
    return next(iter(nearest_names(name, names, 1, alike)), None)
