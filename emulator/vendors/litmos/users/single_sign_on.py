"""The rules of logging in by LoginKey: each key is for one use, and a user has a new one after it (documented)."""

from sqlalchemy import select

from emulator.sandbox.world import World
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import touched
from emulator.vendors.litmos.tables import LitmosLogin, LitmosUser
from emulator.vendors.litmos.users import users

LONGEST = 64

_KEYS = Statement(select(LitmosUser.login_key).order_by(LitmosUser.number))


class KeyMissing(Exception):
    """The link has no key."""


class KeyUnknown(Exception):
    """Nobody has or had the key."""


class KeyUsed(Exception):
    """Somebody came in by the key before."""


class UserInactive(Exception):
    """The user of the key is not active, or their account has expired."""


def log_in(world: World, login_key: str, ip_address: str) -> tuple[Row, Row]:
    """Log in with a key, which works only once; returns the user and the login, and writes LastLogin and the log of logins. Raises one of
    the above.
    """
    if not login_key:
        raise KeyMissing
    user = world.work.get(LitmosUser, login_key=login_key) if len(login_key) <= LONGEST else None
    if user is None:
        raise KeyUsed if world.work.get(LitmosLogin, login_key=login_key[:LONGEST]) else KeyUnknown
    _require_active(world, user)
    world = world.acting(users.as_actor(user))
    login: Row = {"id": world.ids.token(), "user_id": user["id"], "login_key": login_key, "at": world.now()}
    world.work.insert(LitmosLogin, login)
    changes: Row = {"login_key": world.ids.uuid(), "last_login": world.now(), **touched(world)}
    world.work.update(LitmosUser, {"id": user["id"]}, changes)
    activities.note(world, "logins", "Login", "User", user, ip_address=ip_address)
    if not user["skip_first_login"] and user["last_login"] is None:
        world.hint(
            "SkipFirstLogin is false: the vendor asks a new user for profile and password first, which this page does not"
        )
    return user, login


def renew_keys(world: World, login_key: str | None) -> int:
    """Give the user with this key another one, or every user; returns how many there were. The links that show the old ones are not known
    any more.
    """
    rows = world.work.all(_KEYS) if login_key is None else [{"login_key": login_key}]
    return sum(world.work.update(LitmosUser, row, {"login_key": world.ids.uuid()}) for row in rows)


def visitor(world: World, login_id: str) -> Row | None:
    """The user who came in by a login; None if there was no such login or they are not active any more."""
    login = world.work.get(LitmosLogin, id=login_id) if 0 < len(login_id) <= LONGEST else None
    user = world.work.get(LitmosUser, id=login["user_id"]) if login is not None else None
    if user is None:
        return None
    try:
        _require_active(world, user)
    except UserInactive:
        return None
    return user


def _require_active(world: World, user: Row) -> None:
    """Documented: an inactive user cannot log in, and a date deactivates one. That ExpirationDate is this date is inferred."""
    expires = user["expiration_date"]
    if not user["active"] or (expires is not None and expires <= world.now()):
        raise UserInactive
