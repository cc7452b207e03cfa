"""Authentication of an application, by Basic credentials or by an OAuth token of its own."""

import hmac
from base64 import b64decode

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.access import tokens
from emulator.vendors.scormcloud.entry import REQUESTS
from emulator.vendors.scormcloud.errors import (
    AuthorizationRequired,
    CredentialNotAllowed,
    DeletionNotAllowed,
    RateLimitExceeded,
    ScopeMissing,
)
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudSecret

_APPLICATION = Statement(select(*ScormCloudApplication.__table__.c).where(ScormCloudApplication.id == bindparam("id")))
_SECRETS = Statement(
    select(ScormCloudSecret.secret, ScormCloudSecret.active).where(ScormCloudSecret.app_id == bindparam("app_id"))
)


def authenticate(call: Call) -> Row | None:
    """The calling application's row; None on a public link, which needs no credentials. 401, or 403 if the credentials are not valid for
    this operation."""
    if call.operation is not None and not call.operation.auth.get("kinds"):
        return None
    scheme, _, value = (call.request.header(b"authorization") or "").partition(" ")
    if scheme.lower() == "basic":
        app, granted = _by_secret(call.world, value.strip()), None
    elif scheme.lower() == "bearer":
        app, granted = _by_token(call.world, value.strip())
    else:
        raise AuthorizationRequired("no credentials: send Basic APP_ID:SECRET or a Bearer token")
    call.caller = app["id"]
    _check_kind(call, app, is_token=granted is not None)
    if granted is not None:
        _check_scopes(call, granted)
    _check_deletion(call, app)
    return app


def _by_secret(world: World, encoded: str) -> Row:
    try:
        app_id, colon, secret = b64decode(encoded).decode().partition(":")
    except ValueError:
        raise AuthorizationRequired("the Basic credentials are not base64 of APP_ID:SECRET") from None
    app = _application(world, app_id) if colon else None
    if app is None:
        raise AuthorizationRequired("this sandbox has no such application")
    known = _secrets(world, app_id, secret)
    if not any(row["active"] for row in known):
        raise AuthorizationRequired("the secret is not active" if known else "the application has no such secret")
    return app


def limit(call: Call) -> None:
    """429 if the application has made as many requests in 60 s as the sandbox's setting allows. Refused requests are not counted
    (inferred)."""
    app: Row | None = call.world.actor
    allowed = call.world.sandbox.over_limit(REQUESTS, app["id"]) if app is not None else None
    if allowed is not None:
        raise RateLimitExceeded(
            f'more than {allowed} requests in 60 s; PATCH /_emulator/settings {{"scormcloud_rate_limit": null}} turns the limit off'
        )


def has_secret(world: World, app_id: str, secret: str) -> bool:
    """True if the secret is active and belongs to the application, which must not be a management application."""
    app = _application(world, app_id)
    return app is not None and not app["management"] and any(row["active"] for row in _secrets(world, app_id, secret))


def _secrets(world: World, app_id: str, secret: str) -> list[Row]:
    rows = world.work.kept(_SECRETS, app_id=app_id)
    return [row for row in rows if hmac.compare_digest(row["secret"].encode(), secret.encode())]


def _by_token(world: World, text: str) -> tuple[Row, frozenset[str]]:
    token = tokens.read(text)
    app = _application(world, token.app_id) if token else None
    if token is None or app is None or not tokens.is_valid(world, token, app):
        raise AuthorizationRequired("this sandbox did not issue the token, or it has expired by the sandbox's clock")
    return app, token.scopes


def _application(world: World, app_id: str) -> Row | None:
    if not isinstance(app_id, str) or "\0" in app_id:
        return None
    return world.work.kept_one(_APPLICATION, id=app_id)


def _check_kind(call: Call, app: Row, *, is_token: bool) -> None:
    """App Management credentials are valid for their operations only (documented), and others for all others; the status is inferred."""
    if call.operation is None:
        return
    kinds = call.operation.auth["kinds"]
    kind = "basic:APP_MANAGEMENT" if app["management"] else "basic:APP_NORMAL"
    if kind not in kinds:
        raise CredentialNotAllowed(f"{call.operation.id} takes {', '.join(kinds)}; these are {kind}")
    if is_token and "oauth" not in kinds:
        raise CredentialNotAllowed(f"{call.operation.id} takes no token, only app id and secret")


def _check_scopes(call: Call, granted: frozenset[str]) -> None:
    if call.operation is None:
        return
    wanted = call.operation.auth["scopes"]
    if not tokens.covers(granted, wanted):
        raise ScopeMissing(f"the token has {', '.join(sorted(granted))}", scopes=" or ".join(wanted))


def _check_deletion(call: Call, app: Row) -> None:
    """An application can be barred from deleting (documented by the client). Inferred: this applies to operations with a delete scope."""
    if call.operation is None or app["allow_delete"]:
        return
    if any(scope.partition(":")[0] == "delete" for scope in call.operation.auth.get("scopes", ())):
        raise DeletionNotAllowed("updateApplication set allowDelete to false", app_id=app["id"])
