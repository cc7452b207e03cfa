"""What the vendor passes over in a list without a word: ids and codes of nothing that there is. Hints name them."""

from collections.abc import Iterable

from emulator.contract.ignored import listed
from emulator.sandbox.world import World


def note_passed_over(world: World, why: str, names: Iterable[str]) -> None:
    """Name what was passed over, if anything: `no such course: C1, C2`."""
    unique = list(dict.fromkeys(names))
    if unique:
        world.hint(f"passed over as the vendor does, {why}: {listed(name or '(none given)' for name in unique)}")
