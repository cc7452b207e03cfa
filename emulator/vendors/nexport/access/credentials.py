"""The root organization of every sandbox, and its user with every permission there."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.directory.permissions import EVERY

LOGIN = "api.user"
PASSWORD = "emulator-password"  # noqa: S105 - documented, the same everywhere
ROOT = "Campus"


def create_api_user(world: World) -> None:
    """Create the root organization and the user."""
    root = directory.add_organization(world, ROOT, None)
    user = directory.add_user(world, LOGIN, PASSWORD, root["id"], first_name="API", last_name="User")
    directory.grant(world, user["id"], root["id"], EVERY)
