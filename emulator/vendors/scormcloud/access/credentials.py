"""The applications of every sandbox: one to work with, and one that manages the others of its realm."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.applications import applications, secret_keys

APP = "EMULATOR01"
MANAGEMENT_APP = "EMULATORMG"
SECRET = "emulator-secret"  # noqa: S105 - public by design


def create_applications(world: World) -> None:
    """Create the two applications whose credentials are documented."""
    for app_id, name, managed_by in ((APP, "lms-emulator", MANAGEMENT_APP), (MANAGEMENT_APP, "App Management", None)):
        applications.add(world, app_id, name, managed_by)
        secret_keys.add(world, app_id, SECRET, name=None, active=True)
