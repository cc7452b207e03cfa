"""Sign-ins by LTI 1.3: a platform begins one (OpenID Connect), its id_token is verified, and it is used for one launch.

state and nonce are valid once. How long a sign-in may take is inferred.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import bindparam, delete

from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.lti.refused import LtiRefusedError
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudDestination, ScormCloudLtiLogin

BEGUN, VERIFIED, USED = "begun", "verified", "used"
OPEN_FOR = timedelta(minutes=10)
KEPT = timedelta(days=1)  # so that a repeated message is reported as such
_FORGET = Statement(delete(ScormCloudLtiLogin).where(ScormCloudLtiLogin.expires < bindparam("before")))


def begin(world: World, external_config: str, given: Mapping[str, str], redirect_uri: str) -> str:
    """Begin a sign-in: returns the platform's URL for the browser. `given` are the parameters of the login initiation."""
    destination = world.work.get(ScormCloudDestination, launch_key=external_config)
    if destination is None:
        raise LtiRefusedError(
            "externalConfig names no destination: take the URL that getLti13ToolConfigurationSchema shows.", 404
        )
    platform = platform_of(destination)
    _check(platform, given)
    state, nonce = world.ids.secret(), world.ids.secret()
    world.work.run(_FORGET, before=world.now() - KEPT)
    row: Row = {"state": state, "nonce": nonce, "app_id": destination["app_id"], "destination_id": destination["id"]}
    more = {"phase": BEGUN, "expires": world.now() + OPEN_FOR, "digest": None, "message": None}
    world.work.insert(ScormCloudLtiLogin, {**row, **more})
    query = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform["client_id"],
        "redirect_uri": redirect_uri,
        "login_hint": given["login_hint"],
        **({"lti_message_hint": given["lti_message_hint"]} if given.get("lti_message_hint") else {}),
        "state": state,
        "nonce": nonce,
    }
    endpoint: str = platform["oidc_authorization_endpoint"]
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"


def platform_of(destination: Row) -> JsonObject:
    """The platform's data in a destination."""
    if not destination["lti13_data"]:
        raise LtiRefusedError(
            "The destination has no lti13Data, so its platform is not known: setDestination tells it."
        )
    found: dict[str, Any] = destination["lti13_data"]
    return found


def waiting(work: UnitOfWork, state: str, world: World) -> tuple[Row, Row]:
    """The sign-in that waits for the platform's answer with this state, and its destination."""
    login = work.get(ScormCloudLtiLogin, state=state)
    if login is None:
        raise LtiRefusedError(
            "The state is not that of a sign-in that was begun here: launch again from your platform."
        )
    if login["phase"] != BEGUN:
        raise LtiRefusedError(
            "This sign-in was used already, and its nonce is good once: launch again from your platform."
        )
    if world.now() >= login["expires"]:
        raise LtiRefusedError(
            f"The sign-in has taken longer than {OPEN_FOR.seconds // 60} minutes: launch again from your platform."
        )
    destination = work.get(ScormCloudDestination, app_id=login["app_id"], id=login["destination_id"])
    if destination is None:
        raise LtiRefusedError("The destination was deleted.", 404)
    return login, destination


def verified(world: World, state: str, id_token: str, message: dict[str, Any]) -> None:
    """Note that the platform's answer was verified. It may be used for one launch."""
    changes: Row = {"phase": VERIFIED, "digest": _digest(id_token), "message": message}
    world.work.update(ScormCloudLtiLogin, {"state": state}, changes)


def use(world: World, id_token: str) -> Row | None:
    """The sign-in with this verified id_token, marked as used; None if there is none or it was used before."""
    login = world.work.get(ScormCloudLtiLogin, digest=_digest(id_token))
    if login is None or login["phase"] != VERIFIED or world.now() >= login["expires"]:
        return None
    world.work.update(ScormCloudLtiLogin, {"state": login["state"]}, {"phase": USED, "message": None})
    return login


def _check(platform: JsonObject, given: Mapping[str, str]) -> None:
    missing = [name for name in ("iss", "login_hint", "target_link_uri") if not given.get(name)]
    if missing:
        raise LtiRefusedError(f"The login initiation lacks {', '.join(missing)}.")
    for name, member in (
        ("iss", "platform_issuer_identifier"),
        ("client_id", "client_id"),
        ("lti_deployment_id", "deployment_id"),
    ):
        if given.get(name) and given[name] != platform[member]:
            raise LtiRefusedError(
                f"{name} is {given[name][:200]}; lti13Data of the destination has {platform[member]}."
            )


def _digest(id_token: str) -> str:
    return hashlib.sha256(id_token.encode(errors="replace")).hexdigest()
