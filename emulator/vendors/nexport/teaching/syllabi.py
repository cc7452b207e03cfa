"""Syllabi: sections and training plans alike."""

from emulator.store.statement import Row
from emulator.store.tables import Base
from emulator.vendors.call import Call
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.enums import number
from emulator.vendors.nexport.tables import NexportSection, NexportTrainingPlan

SECTION = number("SyllabusTypeEnum", "Section")
TRAINING_PLAN = number("SyllabusTypeEnum", "TrainingPlan")

TABLES: dict[int, type[Base]] = {SECTION: NexportSection, TRAINING_PLAN: NexportTrainingPlan}


def get(call: Call, syllabus_type: int, syllabus_id: str) -> Row:
    """A section or a training plan. 409 if there is none."""
    return find(call, TABLES[syllabus_type], syllabus_id, "syllabus")


def of_product(call: Call, product: Row) -> Row:
    """The syllabus that a product of a catalog is."""
    return get(call, product["syllabus_type"], product["syllabus_id"])
