"""The contract and the router."""

from emulator.vendors.router import VendorRouter
from emulator.vendors.vendor import contract_of

contract = contract_of(__file__)
router = VendorRouter(contract)
