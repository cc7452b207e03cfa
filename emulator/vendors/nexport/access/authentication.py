"""Access tokens: UUIDs that a user gets for a name and a password, and sends in the query of every other call."""

from datetime import datetime

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.statement import scoped
from emulator.vendors.call import Call
from emulator.vendors.nexport.access.tokens import new_token
from emulator.vendors.nexport.errors import AuthenticationFailed, TokenInvalid, TokenRefused, TokenUnauthorized
from emulator.vendors.nexport.routing import contract
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.settings import settings_of
from emulator.vendors.nexport.tables import NexportToken, NexportUser

TOKEN_TYPE = "bearer"  # noqa: S105 - documented example
REFUSALS = {401: TokenUnauthorized, 403: TokenRefused, 422: TokenInvalid}
"""By the sandbox's setting `nexport_bad_token_status`."""

_TOKEN = Statement(
    select(
        *NexportToken.__table__.c,
        select(NexportUser.login)
        .where(scoped(NexportUser), NexportUser.id == NexportToken.user_id)
        .correlate(NexportToken)
        .scalar_subquery()
        .label("login"),
    ).where(NexportToken.token == bindparam("token"))
)


def authenticate(call: Call) -> str | None:
    """The id of the token's user; None for an operation without a token.

    Raises `TokenRefused` if the operation needs a token and the token is missing or invalid.
    """
    operation = call.operation
    if operation is None or "access_token" not in operation.auth.get("kinds", ()):
        return None
    given = call.query.get("access_token", [""])[-1]
    refused = REFUSALS[settings_of(call.world).nexport_bad_token_status]
    if not given:
        raise refused("call AdminApi/Authenticate and send ?access_token=", why="missing")
    row, why = _usable(call.world, given)
    if row is None:
        raise refused(why=why)
    user_id: str = row["user_id"]
    call.caller = row["login"]
    return user_id


def issue_token(world: World, body: Row) -> Row:
    """A token for the user's name and password: {access_token, token_type, expires_in}.

    Documented: without a date it never expires; with a date, `expires_in` is left out. A date in the past gives an expired token (inferred:
    nothing documented forbids it).
    """
    user = world.work.get(NexportUser, login_folded=body["username"].lower())
    if user is None or user["password"] != body["password"]:
        raise AuthenticationFailed("no user of this sandbox has this name and password")
    if user["role"] is not None:
        raise AuthenticationFailed(f"a {user['role']} may not use the API")
    expires: datetime | None = body.get("utc_expiration_date")
    token = {"token": new_token(world), "user_id": user["id"], "issued": world.now(), "expires": expires}
    world.work.insert(NexportToken, token)
    seconds = contract.extra["expires_in_without_a_date"]["value"] if expires is None else None
    return {"access_token": token["token"], "token_type": TOKEN_TYPE, "expires_in": seconds}


def describe_token(world: World, token: str) -> Row:
    """When a token expires, or why it is not valid; neither for a token that never expires (documented)."""
    row, why = _usable(world, token)
    if row is None:
        return {"error_message": f"The access token is {why}."}
    return {"utc_expiration_date": row["expires"]}


def _usable(world: World, token: str) -> tuple[Row | None, str]:
    row = world.work.kept_one(_TOKEN, token=token.lower())
    if row is None:
        return None, "unknown"
    if row["expires"] is not None and row["expires"] <= world.now():
        return None, "expired"
    return row, ""
