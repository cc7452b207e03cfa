"""The contract and the table of routes."""

from emulator.vendors.routes import Routes
from emulator.vendors.vendor import contract_of

contract = contract_of(__file__)
routes = Routes(contract)
