"""The routes, in files named like the resources in contract/operations/.

Each calls one rule. The tests of a rule are in tests/vendors/litmos/, in the folder that has the name of the rule's folder.
"""

from emulator.vendors.litmos.routes import achievements as achievements
from emulator.vendors.litmos.routes import activities as activities
from emulator.vendors.litmos.routes import bulk_imports as bulk_imports
from emulator.vendors.litmos.routes import collections as collections
from emulator.vendors.litmos.routes import courses as courses
from emulator.vendors.litmos.routes import custom_fields as custom_fields
from emulator.vendors.litmos.routes import delta as delta
from emulator.vendors.litmos.routes import ecommerce as ecommerce
from emulator.vendors.litmos.routes import elearning_modules as elearning_modules
from emulator.vendors.litmos.routes import gamification as gamification
from emulator.vendors.litmos.routes import instructors as instructors
from emulator.vendors.litmos.routes import learning_paths as learning_paths
from emulator.vendors.litmos.routes import locations as locations
from emulator.vendors.litmos.routes import results as results
from emulator.vendors.litmos.routes import sessions as sessions
from emulator.vendors.litmos.routes import teams as teams
from emulator.vendors.litmos.routes import tokens as tokens
from emulator.vendors.litmos.routes import users as users
