"""A moment of `scripts/fuzz`, the same inputs each time."""

from tests.fuzz.asking import ask_nonsense, asks
from tests.world import World

EXAMPLES = 15


def test_nonsense_is_taken_or_refused_in_words(world: World) -> None:
    for found, ask in asks(world).values():
        ask_nonsense(found, ask, EXAMPLES, same=True)
