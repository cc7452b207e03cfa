"""The routes by resource, as contract.json names the resources."""

from emulator.vendors.scormcloud.routes import about as about
from emulator.vendors.scormcloud.routes import application_management as application_management
from emulator.vendors.scormcloud.routes import authentication as authentication
from emulator.vendors.scormcloud.routes import course as course
from emulator.vendors.scormcloud.routes import dispatch as dispatch
from emulator.vendors.scormcloud.routes import ping as ping
from emulator.vendors.scormcloud.routes import registration as registration
