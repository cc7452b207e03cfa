"""Hiding the secrets of every vendor."""

from functools import lru_cache

from emulator.hiding.hiding import HiddenValues, Hiding
from emulator.vendors import ENTRIES


@lru_cache(maxsize=8)
def hiding_of(token: str | None, *, captured: bool) -> HiddenValues:
    """Hides the token of the control API, and all other secrets unless they are `captured`: the sandbox's settings then show them."""
    values = [] if token is None else [token]
    return HiddenValues(values) if captured else Hiding((name for entry in ENTRIES for name in entry.secrets), values)
