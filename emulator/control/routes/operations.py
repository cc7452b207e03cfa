"""The operations of each vendor's API, with their evidence and whether they are served."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import orjson
from fastapi import APIRouter, HTTPException, Response

from emulator.contract.coverage import coverage
from emulator.contract.model import Contract, Part
from emulator.control.answers.operations import Operations
from emulator.control.context import TheHouse
from emulator.control.refusals import refusals
from emulator.house import House
from emulator.vendors import ENTRIES, load_vendor

router = APIRouter(tags=["operations"])


@router.get(
    "/_emulator/operations",
    response_model=Operations,
    response_model_exclude_unset=True,
    responses=refusals(_400="vendor_name must be one of litmos, scormcloud, nexport"),
)
async def list_operations(house: TheHouse, vendor_name: str | None = None) -> Response:
    """Every operation of every vendor (or of `vendor_name`) with its evidence by part."""
    names = [entry.name for entry in ENTRIES]
    if vendor_name is not None and vendor_name not in names:
        raise HTTPException(400, f"vendor_name must be one of {', '.join(names)}")
    vendors = [await _covered(house, name) for name in names if vendor_name in (None, name)]
    return Response(orjson.dumps({"vendors": vendors}), media_type="application/json")


async def _covered(house: House, name: str) -> dict[str, Any]:
    """A vendor's operations with their evidence."""
    vendor = await house.vendor(name)
    return covered(name, _verified(house, vendor.contract))


def covered(name: str, verified: Mapping[str, Mapping[Part, Mapping[str, Any]]] | None = None) -> dict[str, Any]:
    """The same of a vendor that is imported, with when each part was verified if that is given."""
    vendor = load_vendor(name)
    return coverage(vendor.contract, vendor.router.served_by(), verified or {})


def _verified(house: House, contract: Contract) -> dict[str, dict[Part, dict[str, Any]]]:
    """By operation and part: the day it was seen on the real service, by the settings' file or the contract."""
    operations = contract.operations.values()
    found = {operation.id: house.verified.days(operation) for operation in operations}
    return {name: {part: asdict(day) for part, day in days.items()} for name, days in found.items() if days}
