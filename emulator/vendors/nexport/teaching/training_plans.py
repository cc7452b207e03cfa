"""Training plans: their descriptions."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportTrainingPlan
from emulator.vendors.nexport.teaching.sections import shown


def get(world: World, training_plan_id: str) -> Row:
    """A training plan. 409 if there is none."""
    return shown(find(world, NexportTrainingPlan, training_plan_id, "training plan"))


def description(world: World, training_plan_id: str) -> Row:
    """The description of a training plan; empty if there is none."""
    return {"description": find(world, NexportTrainingPlan, training_plan_id, "training plan")["description"]}
