"""The part of a seed document about the sandbox itself: the seed of its ids, its settings and its clock."""

from typing import Any

from pydantic import ValidationError

from emulator.contract.reading import InputProblem
from emulator.jobs.set_clock import ClockChange, set_the_clock
from emulator.sandbox.clock import ClockRangeError
from emulator.sandbox.whole import LARGEST
from emulator.sandbox.world import World

ID_SEED, SETTINGS, CLOCK = "id_seed", "settings", "clock"
PREPARED = (ID_SEED, SETTINGS, CLOCK)


def prepare(world: World, described: dict[str, Any]) -> None:
    """Make the sandbox so, within the world's unit of work, before anything is created in it. Raises `InputProblem`."""
    sandbox = world.sandbox
    if ID_SEED in described:
        sandbox.ids.seed = _id_seed(described[ID_SEED])
    if SETTINGS in described:
        _object(described[SETTINGS], SETTINGS)
        try:
            sandbox.change_settings(described[SETTINGS])
        except ValidationError as error:
            raise _problem(error, SETTINGS) from None
    if CLOCK in described:
        _object(described[CLOCK], CLOCK)
        try:
            set_the_clock(sandbox, world.work, ClockChange.model_validate(described[CLOCK]))
        except ValidationError as error:
            raise _problem(error, CLOCK) from None
        except ClockRangeError as error:
            raise InputProblem(CLOCK, str(error)) from None
    if described.keys() & set(PREPARED):
        sandbox.save(world.work)


def _id_seed(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise InputProblem(ID_SEED, f"must be a whole number from 0 to {LARGEST}")
    return value


def _object(value: Any, where: str) -> None:
    if not isinstance(value, dict):
        raise InputProblem(where, "must be an object")


def _problem(error: ValidationError, where: str) -> InputProblem:
    problem = error.errors()[0]
    words = "is not known" if problem["type"] == "extra_forbidden" else problem["msg"]
    return InputProblem(".".join(map(str, (where, *problem["loc"]))), words)
