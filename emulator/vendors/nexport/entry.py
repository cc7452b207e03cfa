"""The entry of NexPort Campus: what is known about the vendor before its package is loaded at the first call."""

from emulator.vendors.entry import Entry

ENTRY = Entry(
    name="nexport",
    title="NexPort Campus",
    base_path="/api/v1",
    module="emulator.vendors.nexport",
    credentials="user api.user / emulator-password",
    example="curl {url}/AdminApi/Authenticate -H 'Content-Type: application/json' "
    """-d '{"username":"api.user","password":"emulator-password","grant_type":"password"}'""",
    walk="emulator.vendors.nexport.newcomers.walk:WALK",
    order=3,
    hosts=("*.nexportcampus.com",),
    pages=("/nexport", "/api/v1/swagger.nex", "/api/ui"),
    subjects=("assignment_status", "enrollment", "assignment", "section"),
    environment=(
        ("NEXPORT_BASE_URL", "{url}"),
        ("NEXPORT_USERNAME", "api.user"),
        ("NEXPORT_PASSWORD", "emulator-password"),
    ),
    settings="emulator.vendors.nexport.settings:NexportSettings",
    credential="emulator.vendors.nexport.access.credential_form:NexportCredential",
    recipes="emulator.vendors.nexport.fault_recipes:RECIPES",
    verification="emulator.vendors.nexport.verification:VERIFICATION",
)
