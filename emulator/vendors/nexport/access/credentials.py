"""The user that works in every sandbox, and the root organization, where that user has every permission."""

from emulator.vendors.call import Call
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.directory.permissions import EVERY

LOGIN = "api.user"
PASSWORD = "emulator-password"  # noqa: S105 - documented, the same everywhere
ROOT = "Campus"


def create_api_user(call: Call) -> None:
    """Create the root organization and the user."""
    root = directory.add_organization(call, ROOT, None)
    user = directory.add_user(call, LOGIN, PASSWORD, root["id"], first_name="API", last_name="User")
    directory.grant(call, user["id"], root["id"], EVERY)
