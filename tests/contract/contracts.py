"""The contracts, read without importing the vendors."""

from functools import cache
from pathlib import Path

import emulator
from emulator.contract.loading import load_contract
from emulator.contract.model import Contract


@cache
def contract_of(vendor: str) -> Contract:
    """The contract of a vendor."""
    return load_contract(Path(emulator.__file__).parent / "vendors" / vendor / "contract")
