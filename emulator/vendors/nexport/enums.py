"""The numbers of the vendor's enums in the contract. Inferred: a client has the names; the numbers count from 0."""

from emulator.vendors.nexport.routing import contract


def number(enum: str, name: str) -> int:
    """The number of a name. ValueError if the contract's enum does not have it."""
    found: int = contract.extra["enums"][enum].index(name)
    return found
