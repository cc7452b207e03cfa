"""What goes wrong on request: recipes to switch on and off, the rules that stand, and the rate limits with what is used."""

from fastapi import APIRouter, Response

from emulator.console.coverage import TITLES
from emulator.console.frame import BASE, TheFrame
from emulator.control.context import TheHouse
from emulator.control.routes import faults as of_control
from emulator.control.routes.limits import list_limits

router = APIRouter(include_in_schema=False)


@router.get(f"{BASE}/faults")
async def faults(house: TheHouse, frame: TheFrame) -> Response:
    """The page."""
    standing = (await of_control.list_faults(house, frame.sandbox)).faults
    used = [await house.vendor(name) for name in sorted(frame.sandbox.vendors_in_use)]
    recipes = (await of_control.list_fault_recipes()).recipes
    return frame.page(
        "emulator.console/faults.html",
        "faults",
        rules=[(each, each.rule.model_dump(mode="json", exclude_unset=True)) for each in standing],
        recipes=recipes,
        on={each.recipe for each in standing},
        expirable=[(vendor.name, TITLES[vendor.name], what) for vendor in used for what in vendor.expirable],
        limits=(await list_limits(frame.sandbox)).limits,
    )
