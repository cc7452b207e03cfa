"""Authentication by the API key that every user has: in the header or the query, with its name in any case."""

from sqlalchemy import bindparam, select

from emulator.vendors.call import Call
from emulator.vendors.errors import VendorError
from emulator.vendors.litmos.access import leadership
from emulator.vendors.litmos.entry import REQUESTS
from emulator.vendors.litmos.errors import Forbidden, KeyRefused, PermissionDenied, RateLimitExceeded
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.settings import settings_of
from emulator.vendors.litmos.tables import LitmosUser
from emulator.vendors.litmos.tables.users import LEVELS

KEY_LENGTH = 50

_BY_KEY = Statement(
    select(
        LitmosUser.id,
        LitmosUser.original_id,
        LitmosUser.user_name,
        LitmosUser.api_key,
        LitmosUser.access_level,
        LitmosUser.active,
    ).where(LitmosUser.api_key == bindparam("api_key"))
)


def authenticate(call: Call) -> Row:
    """The key's user: {id, original_id, user_name, api_key, access_level}.

    403 for the causes that the vendor's page names; a sandbox can be set to 401 for a bad key or source, as another document says.
    Blanks around the key or the source do no harm.
    """
    settings = settings_of(call.world)
    if settings.litmos_require_https and call.request.base_url().partition(":")[0].lower() != "https":
        raise Forbidden("this sandbox demands https (the setting litmos_require_https)")
    refused = KeyRefused if settings.litmos_bad_key_status == 401 else Forbidden
    key = (call.request.header(b"apikey") or _one(call, "apikey") or "").strip()
    if not key:
        raise refused("no API key: send it as the header apikey or the query parameter apikey")
    user = call.world.work.kept_one(_BY_KEY, api_key=key) if len(key) <= KEY_LENGTH else None
    if user is None:
        raise refused("this sandbox has no such API key")
    call.caller = user["user_name"]
    if not user["active"]:
        raise refused("the user of this API key is not active")
    _require_source(call, refused)
    if call.operation is not None:
        needed = call.operation.auth["minimum_level"]
        if LEVELS.index(user["access_level"]) < LEVELS.index(needed):
            raise PermissionDenied(f"{call.operation.id} needs {needed}; the key is that of a {user['access_level']}")
        if "userid" in call.path:
            leadership.require_reach(call.world, user, call.path["userid"])
    return user


def limit(call: Call) -> None:
    """100 requests per key in a rolling 60 s, then 503; refused requests do not count (inferred)."""
    allowed = call.world.sandbox.over_limit(REQUESTS, call.world.actor["api_key"])
    if allowed is not None:
        raise RateLimitExceeded(
            f'more than {allowed} requests in 60 s; PATCH /_emulator/settings {{"litmos_rate_limit": null}} turns the limit off'
        )


def _require_source(call: Call, refused: type[VendorError]) -> None:
    source = (_one(call, "source") or "").strip()
    if settings_of(call.world).litmos_require_source and not source:
        raise refused("no source: add ?source=NAME-OF-YOUR-APP to the URL")
    if len(source) > 50:
        raise refused("source is longer than 50 characters")


def _one(call: Call, name: str) -> str | None:
    values = call.query.get(name)
    return values[-1] if values else None
