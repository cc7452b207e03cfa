"""Requests to the LRS that are signed with credentials of the auth type OAUTH: OAuth 1.0 (RFC 5849) without a token, with HMAC-SHA1.

Inferred: the vendor's client has only the type's name, and OAuth 1.0 is the only version in xAPI 1.0.3.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, delete

from emulator.imports import need
from emulator.light.records import dataclass
from emulator.lrs.errors import LrsError
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudXapiNonce

METHOD = "HMAC-SHA1"
REQUIRED = ("oauth_consumer_key", "oauth_signature_method", "oauth_signature", "oauth_timestamp", "oauth_nonce")
WINDOW = timedelta(minutes=5)  # how far a timestamp may be from the time
REMEMBERED = timedelta(days=1)  # longer than any timestamp is valid
_FORGET = Statement(delete(ScormCloudXapiNonce).where(ScormCloudXapiNonce.used < bindparam("before")))


def parameters_of(authorization: str) -> dict[str, str]:
    """The protocol parameters of an Authorization header. 401 if one is missing or the signature's method is not supported."""
    need("oauthlib.oauth1")
    from oauthlib.oauth1.rfc5849.utils import parse_authorization_header, unescape  # with the first signed request

    try:
        found = {name: unescape(value) for name, value in parse_authorization_header(authorization)}
    except ValueError:
        raise LrsError(401, "the Authorization header is not of the form of OAuth 1.0") from None
    missing = [name for name in REQUIRED if not found.get(name)]
    if missing:
        raise LrsError(401, f"the Authorization header of OAuth lacks {', '.join(missing)}")
    if found["oauth_signature_method"] != METHOD:
        raise LrsError(
            401, f"the oauth_signature_method {found['oauth_signature_method'][:40]} is not supported; {METHOD} is"
        )
    if found.get("oauth_token"):
        raise LrsError(401, "no oauth_token is known: requests are signed with the credentials alone")
    if found.get("oauth_version", "1.0") != "1.0":
        raise LrsError(401, "the oauth_version must be 1.0")
    return found


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed parts of a request: the method, the URL without its query, and all parameters except the signature."""

    method: str
    url: str
    pairs: list[tuple[str, str]]


def check(world: World, signed: Signed, credential: Row, parameters: dict[str, str]) -> None:
    """Raise 401 if the credential did not sign the request, its timestamp is too far from the time, or its nonce was used before."""
    expected = _signature(signed, parameters, credential["secret"])
    if not hmac.compare_digest(expected.encode(), parameters["oauth_signature"].encode()):
        raise LrsError(401, "the oauth_signature is not that of this request with the credential's secret")
    _check_time(world, parameters["oauth_timestamp"])
    _use(world, credential, parameters)


def _signature(signed: Signed, parameters: dict[str, str], secret: str) -> str:
    from oauthlib.oauth1 import Client
    from oauthlib.oauth1.rfc5849.signature import (
        base_string_uri,
        normalize_parameters,
        sign_hmac_sha1_with_client,
        signature_base_string,
    )

    own = [(name, value) for name, value in parameters.items() if name not in ("oauth_signature", "realm")]
    base = signature_base_string(signed.method, base_string_uri(signed.url), normalize_parameters(own + signed.pairs))
    client = Client(parameters["oauth_consumer_key"], client_secret=secret)
    signature: str = sign_hmac_sha1_with_client(base, client)
    return signature


def _check_time(world: World, timestamp: str) -> None:
    try:
        sent = datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, OverflowError, OSError):
        raise LrsError(401, "the oauth_timestamp must be seconds since 1970") from None
    if all(abs(now - sent) > WINDOW for now in world.sandbox.clock.readings()):
        words = f"the oauth_timestamp is more than {WINDOW.seconds // 60} minutes off"
        raise LrsError(401, f"{words}: it is {sent:%Y-%m-%dT%H:%M:%SZ}, here {world.now():%Y-%m-%dT%H:%M:%SZ}")


def _use(world: World, credential: Row, parameters: dict[str, str]) -> None:
    """Store timestamp and nonce: each pair is valid for one request of a credential (RFC 5849, 3.3)."""
    digest = hashlib.sha256(f"{parameters['oauth_timestamp']}\n{parameters['oauth_nonce']}".encode()).hexdigest()
    key = {"app_id": credential["app_id"], "credential_id": credential["id"], "digest": digest}
    world.work.run(_FORGET, before=world.now() - REMEMBERED)
    if world.work.get(ScormCloudXapiNonce, **key) is not None:
        raise LrsError(401, "the oauth_nonce was used before with this oauth_timestamp")
    world.work.insert(ScormCloudXapiNonce, {**key, "used": world.now()})
