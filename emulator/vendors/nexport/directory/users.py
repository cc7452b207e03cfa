"""Users: creating, finding and changing them."""

from typing import cast

from sqlalchemy import bindparam, func, or_, select

from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.vendors.nexport.directory import directory, organizations, permissions
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.errors import AuthenticationFailed, EntityExists, EntityNotFound, ValidationFailed
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportUser
from emulator.vendors.nexport.wire.page import Page

_columns = NexportUser.__table__.c
_FITS = or_(*(contains(_columns[name], "pattern") for name in ("login", "first_name", "last_name", "internal_email")))
_SEARCH = Statement(
    select(*_columns).where(_FITS).order_by(_columns.login_folded).limit(bindparam("most")).offset(bindparam("skipped"))
)
_COUNT = Statement(select(func.count()).select_from(NexportUser.__table__).where(_FITS))
_COUNT_ALL = Statement(select(func.count()).select_from(NexportUser.__table__))


def create(world: World, body: Row) -> Row:
    """A new user of an organization, with a subscription there. 409 with the word `exists` if the login is taken."""
    owner = organizations.get(world, body["owner_org_id"])
    permissions.require(world, owner["id"])
    if world.work.get(NexportUser, login_folded=body["login"].lower()) is not None:
        raise EntityExists(what=f"A user with the login {body['login'][:100]}")
    user = directory.add_user(
        world,
        body["login"],
        body["password"],
        owner["id"],
        first_name=body["first_name"],
        middle_name=body.get("middle_name"),
        last_name=body["last_name"],
        email=body.get("email"),
        contact=body.get("contact_info"),
    )
    return {"user_id": user["id"]}


def get(world: World, login_name: str | None, user_id: str | None) -> Row:
    """Find a user by login or id. If both are given, they must be the same user's."""
    if not login_name and user_id is None:
        raise ValidationFailed(why="login_name or user_id is required")
    user = find(world, NexportUser, user_id, "user") if user_id else None
    if login_name:
        named = world.work.get(NexportUser, login_folded=login_name.lower())
        if named is None or (user is not None and named["id"] != user["id"]):
            raise EntityNotFound("no such user")
        user = named
    assert user is not None
    return _shown(user)


def authenticate(world: World, login_name: str, password: str) -> Row:
    """The user with this login if the password is right: AuthenticationError if it is not, ItemNotFound for an unknown login."""
    user = world.work.get(NexportUser, login_folded=login_name.lower())
    if user is None:
        raise EntityNotFound("no such user")
    if user["password"] != password:
        raise AuthenticationFailed("the password is wrong")
    return _shown(user)


def search(world: World, search_term: str | None, page: Page) -> list[Row]:
    """A page of the users whose login, name or email contains this text in any case, sorted by login; all users without a text."""
    pattern = pattern_of(search_term or "")
    found = world.work.all(_SEARCH, pattern=pattern, most=page.size, skipped=page.start)
    total = world.work.kept_value(_COUNT, pattern=pattern) if pattern else world.work.kept_value(_COUNT_ALL)
    return [_shown(user) for user in page.of_counted(world, total, found)]


def contact(world: World, user_id: str) -> Row:
    """The contact information of a user, without unknown members."""
    return cast(Row, find(world, NexportUser, user_id, "user")["contact"] or {})


def edit(world: World, user_id: str, changes: Row | None) -> Row:
    """Change the given members of the contact information and keep the others."""
    user = find(world, NexportUser, user_id, "user")
    if changes:
        world.work.update(NexportUser, {"id": user_id}, {"contact": {**(user["contact"] or {}), **changes}})
    return {"user_id": user_id}


def name_of(user: Row) -> str:
    """A user's full name, or the login if there is none."""
    return f"{user['first_name']} {user['last_name']}".strip() or str(user["login"])


def _shown(user: Row) -> Row:
    return {
        "user_id": user["id"],
        "first_name": user["first_name"],
        "last_name": user["last_name"],
        "internal_email": user["internal_email"],
    }
