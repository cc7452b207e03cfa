"""A moment of `scripts/fuzz`, the same inputs each time."""

from random import Random  # noqa: TID251 - seeded

import pytest

from tests.fuzz.asking import ask_nonsense, asks
from tests.fuzz.operations import VENDORS, ask_oddly
from tests.world import World

EXAMPLES = 15


def test_nonsense_is_taken_or_refused_in_words(world: World) -> None:
    for found, ask in asks(world).values():
        ask_nonsense(found, ask, EXAMPLES, same=True)


@pytest.mark.parametrize("vendor", VENDORS)
def test_an_odd_value_anywhere_is_taken_or_refused_and_all_can_be_read_afterwards(world: World, vendor: str) -> None:
    ask_oddly(world, vendor, 2, Random(1), every=12)
