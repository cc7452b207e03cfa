"""The rules of xAPI credentials: user names and secrets for the LRS."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.errors import BadRequest, XapiCredentialNotFound
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


def create(call: Call, body: dict[str, Any]) -> dict[str, str]:
    """New credentials with the secret that is given and an id that is generated (documented); answers the id."""
    credential_id = call.ids.token(12)
    _store(call, credential_id, body)
    return {"result": credential_id}


def put(call: Call, credential_id: str, body: dict[str, Any]) -> None:
    """Set credentials, new ones if there are none of that id (documented)."""
    if _row(call, credential_id) is None:
        _store(call, credential_id, body)
        return
    changes = {**_columns(body), "updated": to_milliseconds(call.now())}
    call.store.update(ScormCloudXapiCredential, _key(call, credential_id), changes)


def find(call: Call, credential_id: str) -> Row:
    """Credentials, with their secret (documented). 404 if there are none."""
    row = _row(call, credential_id)
    if row is None:
        raise XapiCredentialNotFound(xapi_credential_id=credential_id)
    return _shown(row)


def find_all(call: Call, listing: Listing) -> dict[str, Any]:
    """A page of credentials."""
    rows, more = _LISTED.page(call, listing)
    return {"xapi_credentials": [_shown(row) for row in rows], "more": more}


def delete(call: Call, credential_id: str) -> None:
    """Delete credentials. 404 if there are none."""
    if not call.store.delete(ScormCloudXapiCredential, **_key(call, credential_id)):
        raise XapiCredentialNotFound(xapi_credential_id=credential_id)


def _store(call: Call, credential_id: str, body: dict[str, Any]) -> None:
    now = to_milliseconds(call.now())
    number = call.ids.number("scormcloud.xapi_credential")
    row = {**_key(call, credential_id), "number": number, **_columns(body), "created": now, "updated": now}
    call.store.insert(ScormCloudXapiCredential, row)


def _columns(body: dict[str, Any]) -> Row:
    """The members as columns: all of them, since a PUT brings the whole (the client requires them). 400 for an empty name or secret."""
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


def _row(call: Call, credential_id: str) -> Row | None:
    return call.store.get(ScormCloudXapiCredential, **_key(call, credential_id))


def _key(call: Call, credential_id: str) -> Row:
    return {"app_id": call.principal["id"], "id": credential_id}
