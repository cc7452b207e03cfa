"""The link by which a user logs in: what the vendor shows as LoginKey."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.settings import settings_of

PATH = "/login.aspx"


def login_link(call: Call, user: Row) -> str:
    """The link, absolute, with the key that a user has now. Recorded: two slashes in 2016, one in 2017."""
    slash = "/" if settings_of(call).litmos_members == "2016" else ""
    return call.link(f"{slash}{PATH}?loginkey={user['login_key']}")
