"""The users of a seed document: the members of POST /users, and members that the API sets itself (Id, LoginKey, LastLogin …)."""

from typing import Any, cast

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.store.parts import having
from emulator.vendors.litmos.access.authentication import KEY_LENGTH
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.seed import identity
from emulator.vendors.litmos.seed.references import members
from emulator.vendors.litmos.tables import LitmosUser
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
_FIELDS = contract.schemas["User"].fields
NAMES = {field.name for field in _FIELDS} - {"ManagerName", "Password"} | {"Password", "ApiKey"}
_OWN = ("full_name", "login_key", "last_login", "created_date", "points")
"""What the rules of creation do not take from a request."""

LOGIN_KEY_LENGTH = 64


def create(world: World, entry: Any, where: str) -> None:
    """Create a user; a member that is null stays null, as it is with users who were not made by the API (recorded)."""
    given = members(entry, where, NAMES)
    body: Row = cast(Row, _reader.document(contract.schemas["User"], given, where))
    users.check_new(world, body)
    row = users.store_new(world, body, api_key=_api_key(world, given, where))
    user_id = identity.take(world, LitmosUser, row["id"], given, where)
    nullable = {column.name for column in LitmosUser.__table__.columns if column.nullable}
    emptied = [field.key for field in _FIELDS if field.name in given and given[field.name] is None]
    changes: Row = {**having(body, _OWN), **cast(Row, {key: None for key in emptied if key in nullable})}
    if len(changes.get("login_key", "")) > LOGIN_KEY_LENGTH:
        raise InputProblem(f"{where}.LoginKey", f"is longer than {LOGIN_KEY_LENGTH} characters")
    world.work.update(LitmosUser, {"id": user_id}, changes)


def _api_key(world: World, entry: dict[str, Any], where: str) -> str | None:
    key = entry.get("ApiKey")
    if key is None:
        return None
    if not isinstance(key, str) or not 1 <= len(key) <= KEY_LENGTH:
        raise InputProblem(f"{where}.ApiKey", f"must be text of 1 to {KEY_LENGTH} characters")
    if world.work.get(LitmosUser, api_key=key) is not None:
        raise InputProblem(f"{where}.ApiKey", "belongs to another user")
    return key
