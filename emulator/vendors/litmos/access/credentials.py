"""The keys that work in every sandbox: one user of each access level."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.users import users

KEYS = {
    "litmos-account-owner": "Account_Owner",
    "litmos-administrator": "Administrator",
    "litmos-team-leader": "Team_Leader",
    "litmos-learner": "Learner",
}


def create_key_owners(world: World) -> None:
    """Create the four users whose keys are documented."""
    for key, level in KEYS.items():
        users.store_new(world, key_owner(key, level), api_key=key)


def key_owner(key: str, level: str) -> Row:
    """The members of a user who is there for a key."""
    first, last = level.split("_") if "_" in level else ("The", level)
    return {
        "user_name": f"{key}@example.com",
        "first_name": first,
        "last_name": last,
        "email": f"{key}@example.com",
        "access_level": level,
    }
