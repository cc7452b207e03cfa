"""The routes, in files named like the resources in contract/operations/.

Each calls one rule. The tests of a rule are in tests/vendors/nexport/, in the folder that has the name of the rule's folder.
"""

from emulator.vendors.nexport.routes import admin_api as admin_api
from emulator.vendors.nexport.routes import assessment_api as assessment_api
from emulator.vendors.nexport.routes import learning_api as learning_api
from emulator.vendors.nexport.routes import point_of_sale_api as point_of_sale_api
from emulator.vendors.nexport.routes import scorm_api as scorm_api
from emulator.vendors.nexport.routes import sso_api as sso_api
