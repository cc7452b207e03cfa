"""A moment of `scripts/fuzz --models`, the same calls each time."""

import pytest

from tests.models.machines import MACHINES, play
from tests.world import World


@pytest.mark.parametrize("name", MACHINES)
def test_calls_in_any_order_leave_what_a_model_in_plain_python_says(world: World, name: str) -> None:
    play(name, world, 4, 12, same=True)
