"""Catalogs of a seed document."""

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.seed import form, references
from emulator.vendors.nexport.tables import NexportCatalog, NexportProduct
from emulator.vendors.nexport.teaching import syllabi


def catalog(world: World, entry: form.Catalog, where: str) -> None:
    """Create a catalog with its products."""
    row: Row = {
        "id": references.new_id(world, NexportCatalog, entry.id, where),
        "organization_id": references.organization_id(world, entry.organization, f"{where}.organization"),
        "name": entry.name,
        "description": entry.description,
        "created": world.now(),
        "modified": world.now(),
        "pricing_model": entry.pricing_model,
        "publishing_model": entry.publishing_model,
        "is_enabled": entry.enabled,
        "access_time_limit": entry.access_time_limit,
        "assign_when_redeemed": entry.assign_when_redeemed,
        "credit_hours": entry.credit_hours,
    }
    world.work.insert(NexportCatalog, row)
    for index, product in enumerate(entry.products):
        _product(world, row["id"], index, product, f"{where}.products[{index}]")


def _product(world: World, catalog_id: str, position: int, entry: form.Product, where: str) -> None:
    section = references.section(world, entry.syllabus, f"{where}.syllabus")
    plan = references.training_plan(world, entry.syllabus, f"{where}.syllabus")
    if section and plan:
        raise InputProblem(f"{where}.syllabus", "is the name of a section and of a training plan; use an id")
    syllabus = section or plan
    if syllabus is None:
        raise InputProblem(f"{where}.syllabus", "is neither the name nor the id of a section or training plan")
    row = {
        "id": references.new_id(world, NexportProduct, entry.id, where),
        "catalog_id": catalog_id,
        "syllabus_id": syllabus["id"],
        "syllabus_type": syllabi.SECTION if section else syllabi.TRAINING_PLAN,
        "position": position,
    }
    world.work.insert(NexportProduct, row)
