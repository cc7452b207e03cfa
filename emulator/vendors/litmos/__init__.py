"""Litmos API v1."""

from emulator.vendors.litmos import routes as routes  # registers every route
from emulator.vendors.litmos.vendor import Litmos

vendor = Litmos()
