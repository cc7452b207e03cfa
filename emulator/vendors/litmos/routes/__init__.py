"""The routes by resource, as contract.json names the resources."""

from emulator.vendors.litmos.routes import bulk_imports as bulk_imports
from emulator.vendors.litmos.routes import collections as collections
from emulator.vendors.litmos.routes import courses as courses
from emulator.vendors.litmos.routes import custom_fields as custom_fields
from emulator.vendors.litmos.routes import elearning_modules as elearning_modules
from emulator.vendors.litmos.routes import instructors as instructors
from emulator.vendors.litmos.routes import locations as locations
from emulator.vendors.litmos.routes import sessions as sessions
from emulator.vendors.litmos.routes import tokens as tokens
from emulator.vendors.litmos.routes import users as users
