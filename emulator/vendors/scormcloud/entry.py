"""The entry of SCORM Cloud: what is known about the vendor before its package is loaded at the first call."""

from emulator.sandbox.rates import Limit
from emulator.vendors.entry import Entry

REQUESTS = Limit("scormcloud_rate_limit", 60, "application", "SCORM Cloud: requests to its API")
LRS_READS = Limit("scormcloud_lrs_read_limit", 60, "application", "SCORM Cloud: requests that read from an LRS")
LRS_WRITES = Limit("scormcloud_lrs_write_limit", 60, "application", "SCORM Cloud: requests that write to an LRS")

ENTRY = Entry(
    name="scormcloud",
    title="SCORM Cloud",
    base_path="/api/v2",
    module="emulator.vendors.scormcloud",
    credentials="app EMULATOR01 / emulator-secret, App Management app EMULATORMG / emulator-secret",
    example="curl -u EMULATOR01:emulator-secret {url}/ping",
    order=2,
    hosts=("cloud.scorm.com",),
    pages=(
        "/launch/dispatch",
        "/api/v2/dispatch/destinations/lti13/oidcLoginInitiation",
        "/api/v2/dispatch/destinations/lti13/launches",
        "/api/v2/dispatch/destinations/lti13/jwks",
        "/api/cloud/registration/launch",
        "/api/cloud/course/preview",
        "/sc/InvitationConfirmEmail",
        "/sc/InvitationLaunch",
        "/lrs",
        "/Reportage",
    ),
    subjects=("registration", "instance", "course", "application"),
    secrets=("credential",),
    for_courses=("/lrs",),
    for_scripts=True,
    clients="emulator.vendors.scormcloud.newcomers.clients:CLIENTS",
    walk="emulator.vendors.scormcloud.newcomers.walk:WALK",
    environment=(
        ("SCORM_CLOUD_BASE_URL", "{url}"),
        ("SCORM_CLOUD_APP_ID", "EMULATOR01"),
        ("SCORM_CLOUD_SECRET_KEY", "emulator-secret"),
    ),
    settings="emulator.vendors.scormcloud.settings:ScormCloudSettings",
    credential="emulator.vendors.scormcloud.access.credential_form:ScormCloudCredential",
    limits=(REQUESTS, LRS_READS, LRS_WRITES),
    recipes="emulator.vendors.scormcloud.fault_recipes:RECIPES",
    verification="emulator.vendors.scormcloud.verification:VERIFICATION",
)
