"""Ids and codes in a list that do not exist: the vendor ignores them without a message, and a hint names them."""

from collections.abc import Iterable

from emulator.contract.ignored import listed
from emulator.sandbox.world import World


def note_passed_over(world: World, why: str, names: Iterable[str]) -> None:
    """Name what was passed over, if anything: `no such course: C1, C2`."""
    unique = list(dict.fromkeys(names))
    if unique:
        world.hint(f"passed over as the vendor does, {why}: {listed(name or '(none given)' for name in unique)}")
