"""The routes by resource, as contract.json names the resources."""

from emulator.vendors.nexport.routes import admin_api as admin_api
from emulator.vendors.nexport.routes import scorm_api as scorm_api
