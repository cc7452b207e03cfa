"""xAPI credentials: user names and secrets for the LRS."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.errors import BadRequest, XapiCredentialNotFound
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudXapiCredential
from emulator.vendors.scormcloud.wire.listing import Listed, Listing
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

_C = ScormCloudXapiCredential.__table__.c
_LISTED = Listed(
    source=ScormCloudXapiCredential.__table__,
    columns=tuple(_C),
    app_id=_C.app_id,
    number=_C.number,
    orders={"created": _C.created, "updated": _C.updated, "name": _C.name},
    filters={"credential_id": _C.id, "name": _C.name},
)
AUTH, LEVEL = "xapi_credential_auth_type", "xapi_credential_permissions_level"


def create(world: World, body: Row) -> dict[str, str]:
    """Create credentials with the given secret and a generated id (documented); returns the id."""
    credential_id = world.ids.token(12)
    _store(world, credential_id, body)
    return {"result": credential_id}


def put(world: World, credential_id: str, body: Row) -> None:
    """Set credentials, or create them (documented)."""
    if _row(world, credential_id) is None:
        _store(world, credential_id, body)
        return
    changes: Row = {**_columns(body), "updated": to_milliseconds(world.now())}
    world.work.update(ScormCloudXapiCredential, _key(world, credential_id), changes)


def find(world: World, credential_id: str) -> Row:
    """Credentials, with their secret (documented). 404 if there are none."""
    row = _row(world, credential_id)
    if row is None:
        raise XapiCredentialNotFound(xapi_credential_id=credential_id)
    return _shown(row)


def find_all(world: World, listing: Listing) -> Row:
    """A page of credentials."""
    rows, more = _LISTED.page(world, listing)
    return {"xapi_credentials": [_shown(row) for row in rows], "more": more}


def delete(world: World, credential_id: str) -> None:
    """Delete credentials. 404 if there are none."""
    if not world.work.delete(ScormCloudXapiCredential, **_key(world, credential_id)):
        raise XapiCredentialNotFound(xapi_credential_id=credential_id)


def _store(world: World, credential_id: str, body: Row) -> None:
    now = to_milliseconds(world.now())
    number = world.ids.number("scormcloud.xapi_credential")
    row: Row = {**_key(world, credential_id), "number": number, **_columns(body), "created": now, "updated": now}
    world.work.insert(ScormCloudXapiCredential, row)


def _columns(body: Row) -> Row:
    """The members as columns. A PUT must have all members (the client requires them). 400 for an empty name or secret."""
    for name in ("name", "secret"):
        if not body[name]:
            raise BadRequest(why=f"body.{name}: must not be empty")
    return {
        "name": body["name"],
        "info": body.get("info"),
        "secret": body["secret"],
        "is_enabled": body["is_enabled"],
        "auth": body["auth"].get(AUTH) or "BASICAUTH",
        "permissions_level": body["permissions_level"].get(LEVEL) or "DEFAULT",
    }


def _shown(row: Row) -> Row:
    return {**row, "auth": {AUTH: row["auth"]}, "permissions_level": {LEVEL: row["permissions_level"]}}


def _row(world: World, credential_id: str) -> Row | None:
    return world.work.get(ScormCloudXapiCredential, **_key(world, credential_id))


def _key(world: World, credential_id: str) -> Row:
    return {"app_id": world.actor["id"], "id": credential_id}
