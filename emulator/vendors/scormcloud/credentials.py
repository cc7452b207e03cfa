"""The applications that every sandbox has, and what makes an application."""

from emulator.vendors.call import Call
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudSecret

APP = "EMULATOR01"
MANAGEMENT_APP = "EMULATORMG"
SECRET = "emulator-secret"  # noqa: S105 - public by design


def create_applications(call: Call) -> None:
    """Create the two applications whose credentials are documented."""
    _create(call, APP, "lms-emulator", management=False)
    _create(call, MANAGEMENT_APP, "App Management", management=True)


def _create(call: Call, app_id: str, name: str, *, management: bool) -> None:
    now = call.now()
    call.store.insert(
        ScormCloudApplication,
        {
            "id": app_id,
            "name": name,
            "management": management,
            "token_key": call.ids.token(),
            "created": now,
            "updated": now,
        },
    )
    call.store.insert(ScormCloudSecret, {"app_id": app_id, "id": call.ids.uuid(), "secret": SECRET})
