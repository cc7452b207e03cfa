"""The names that fault rules can use: operations, paths and credentials of the installed vendors, and the recipes."""

from importlib import import_module

from emulator.faults.known import KnownVendor
from emulator.faults.recipe import COMMON, Recipe, merged
from emulator.faults.rule import Rule
from emulator.house import House
from emulator.vendors import ENTRIES
from emulator.vendors.vendor import Vendor

PLAYER = "player"


async def known_vendors(house: House, rule: Rule) -> dict[str, KnownVendor]:
    """The names by vendor: of all vendors, or of the one that the rule names."""
    found: dict[str, KnownVendor] = {}
    for entry in ENTRIES:
        wanted = rule.match.vendor in (None, entry.name)
        found[entry.name] = _known(await house.vendor(entry.name)) if wanted else KnownVendor()
    return {**found, PLAYER: KnownVendor()}


def recipes() -> dict[str, Recipe]:
    """Every recipe by name: the common ones, and those of the vendors."""
    found = list(COMMON)
    for entry in ENTRIES:
        if entry.recipes is not None:
            module, _, name = entry.recipes.partition(":")
            found.extend(getattr(import_module(module), name))
    return merged(found)


def _known(vendor: Vendor) -> KnownVendor:
    return KnownVendor(
        tuple(vendor.contract.operations),
        tuple(vendor.error_kinds),
        {name: (*kind.states, kind.failed) for name, kind in vendor.job_kinds.items() if kind.can_fail},
        vendor.rate_limit_error is not None,
    )
