"""The login link of a user, which the API shows as LoginKey."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.settings import settings_of

PATH = "/login.aspx"


def login_link(world: World, user: Row) -> str:
    """The link, absolute, with the key that a user has now. Recorded: two slashes in 2016, one in 2017."""
    slash = "/" if settings_of(world).litmos_members == "2016" else ""
    return world.link(f"{slash}{PATH}?loginkey={user['login_key']}")
