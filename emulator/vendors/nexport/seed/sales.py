"""Catalogs of a seed document."""

from emulator.contract.reading import InputProblem
from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport.seed import form, references
from emulator.vendors.nexport.tables import NexportCatalog, NexportProduct
from emulator.vendors.nexport.teaching import syllabi


def catalog(call: Call, entry: form.Catalog, where: str) -> None:
    """Create a catalog with its products."""
    row: Row = {
        "id": references.new_id(call, NexportCatalog, entry.id, where),
        "organization_id": references.organization_id(call, entry.organization, f"{where}.organization"),
        "name": entry.name,
        "description": entry.description,
        "created": call.now(),
        "modified": call.now(),
        "pricing_model": entry.pricing_model,
        "publishing_model": entry.publishing_model,
        "is_enabled": entry.enabled,
        "access_time_limit": entry.access_time_limit,
        "assign_when_redeemed": entry.assign_when_redeemed,
        "credit_hours": entry.credit_hours,
    }
    call.store.insert(NexportCatalog, row)
    for index, product in enumerate(entry.products):
        _product(call, row["id"], index, product, f"{where}.products[{index}]")


def _product(call: Call, catalog_id: str, position: int, entry: form.Product, where: str) -> None:
    section = references.section(call, entry.syllabus, f"{where}.syllabus")
    plan = references.training_plan(call, entry.syllabus, f"{where}.syllabus")
    if section and plan:
        raise InputProblem(f"{where}.syllabus", "is the name of a section and of a training plan; use an id")
    syllabus = section or plan
    if syllabus is None:
        raise InputProblem(f"{where}.syllabus", "is neither the name nor the id of a section or training plan")
    row = {
        "id": references.new_id(call, NexportProduct, entry.id, where),
        "catalog_id": catalog_id,
        "syllabus_id": syllabus["id"],
        "syllabus_type": syllabi.SECTION if section else syllabi.TRAINING_PLAN,
        "position": position,
    }
    call.store.insert(NexportProduct, row)
