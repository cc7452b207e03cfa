"""The routes by resource, as contract.json names the resources."""

from emulator.vendors.litmos.routes import courses as courses
from emulator.vendors.litmos.routes import elearning_modules as elearning_modules
from emulator.vendors.litmos.routes import learning_paths as learning_paths
from emulator.vendors.litmos.routes import teams as teams
from emulator.vendors.litmos.routes import users as users
