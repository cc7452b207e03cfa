"""Syllabi: both sections and training plans."""

from collections.abc import Iterable

from emulator.sandbox.world import World
from emulator.vendors.nexport.entities import find, read_ahead
from emulator.vendors.nexport.enums import number
from emulator.vendors.nexport.rows import Row, Table
from emulator.vendors.nexport.tables import NexportSection, NexportTrainingPlan

SECTION = number("SyllabusTypeEnum", "Section")
TRAINING_PLAN = number("SyllabusTypeEnum", "TrainingPlan")

TABLES: dict[int, type[Table]] = {SECTION: NexportSection, TRAINING_PLAN: NexportTrainingPlan}


def get(world: World, syllabus_type: int, syllabus_id: str) -> Row:
    """A section or a training plan. 409 if there is none."""
    return find(world, TABLES[syllabus_type], syllabus_id, "syllabus")


def of_product(world: World, product: Row) -> Row:
    """The syllabus of a catalog's product."""
    return get(world, product["syllabus_type"], product["syllabus_id"])


def read_many_ahead(world: World, named: Iterable[tuple[int, str]]) -> None:
    """Read many syllabi at once, for `get`, each by its type and id."""
    listed = list(named)
    for kind, table in TABLES.items():
        read_ahead(world, table, [syllabus_id for syllabus_type, syllabus_id in listed if syllabus_type == kind])
