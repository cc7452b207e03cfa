"""Training plans: what they say of themselves."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.tables import NexportTrainingPlan
from emulator.vendors.nexport.teaching.sections import shown


def get(call: Call, training_plan_id: str) -> Row:
    """A training plan. 409 if there is none."""
    return shown(find(call, NexportTrainingPlan, training_plan_id, "training plan"))


def description(call: Call, training_plan_id: str) -> Row:
    """What a training plan is about; nothing if nobody said."""
    return {"description": find(call, NexportTrainingPlan, training_plan_id, "training plan")["description"]}
