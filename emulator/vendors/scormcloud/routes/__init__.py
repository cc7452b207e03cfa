"""The routes, in files named like the resources in contract/operations/.

Each calls one rule. The tests of a rule are in tests/vendors/scormcloud/, in the folder that has the name of the rule's folder.
"""

from emulator.vendors.scormcloud.routes import about as about
from emulator.vendors.scormcloud.routes import application_management as application_management
from emulator.vendors.scormcloud.routes import authentication as authentication
from emulator.vendors.scormcloud.routes import configuration as configuration
from emulator.vendors.scormcloud.routes import content_connectors as content_connectors
from emulator.vendors.scormcloud.routes import course as course
from emulator.vendors.scormcloud.routes import course_assets as course_assets
from emulator.vendors.scormcloud.routes import dispatch as dispatch
from emulator.vendors.scormcloud.routes import invitations as invitations
from emulator.vendors.scormcloud.routes import launch as launch
from emulator.vendors.scormcloud.routes import learner as learner
from emulator.vendors.scormcloud.routes import ping as ping
from emulator.vendors.scormcloud.routes import registration as registration
from emulator.vendors.scormcloud.routes import reporting as reporting
from emulator.vendors.scormcloud.routes import xapi as xapi
