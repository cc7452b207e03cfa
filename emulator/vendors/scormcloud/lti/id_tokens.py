"""The id_token of a platform: verifying its signature and claims, and reading it (LTI 1.3, section 5.3; OpenID Connect)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from emulator.imports import bring
from emulator.outgoing.client import CallFailedError, Outgoing, read
from emulator.sandbox.clock import Clock
from emulator.store.json_text import JsonObject
from emulator.vendors.scormcloud.lti.keys import LIBRARIES
from emulator.vendors.scormcloud.lti.refused import LtiRefusedError

SECONDS, LARGEST = 10.0, 256 * 1024  # for a key set
ALGORITHMS = ("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512")
LONGEST = 255  # of an id (documented), and of a sub
LEEWAY = timedelta(minutes=1)  # for differences between the clocks of two servers
_LTI = "https://purl.imsglobal.org/spec/lti/claim"
_ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"

Claims = dict[str, Any]


async def claims_of(outgoing: Outgoing, id_token: str, platform: dict[str, Any]) -> Claims:
    """The claims of a token that one of the platform's keys has signed. The keys are fetched each time, so new keys are valid at once."""
    url: str = platform["json_web_key_set_url"]
    if not url.lower().startswith(("http://", "https://")):
        raise LtiRefusedError(f"jsonWebKeySetUrl of the destination, {url[:200]}, is not an http or https URL.")
    try:
        async with outgoing.call(
            "GET", url, SECONDS, redirects=True, headers={"Accept": "application/json"}
        ) as response:
            body = await read(response, LARGEST)
    except CallFailedError as error:
        raise LtiRefusedError(f"The platform's keys cannot be fetched: {url}: {error.reason}.", 502) from None
    if response.status_code != 200:
        raise LtiRefusedError(f"The platform's keys cannot be fetched: {url} answered {response.status_code}.", 502)
    await bring(*LIBRARIES)
    return _decoded(id_token, body, url)


def check(claims: Claims, platform: dict[str, Any], nonce: str, clock: Clock) -> None:
    """Raise `LtiRefusedError` if a claim is missing or does not belong to this sign-in at this destination."""
    _is("iss", claims.get("iss"), platform["platform_issuer_identifier"])
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if platform["client_id"] not in audiences:
        raise LtiRefusedError(
            f"aud of the id_token is {_short(audience)}; the destination's clientId is {platform['client_id']}."
        )
    if len(audiences) > 1 or claims.get("azp") is not None:
        _is("azp", claims.get("azp"), platform["client_id"])
    _check_times(claims, clock)
    _is("nonce", claims.get("nonce"), nonce, "that of this sign-in")
    _is("message_type", claims.get(f"{_LTI}/message_type"), "LtiResourceLinkRequest")
    _is("version", claims.get(f"{_LTI}/version"), "1.3.0")
    _is("deployment_id", claims.get(f"{_LTI}/deployment_id"), platform["deployment_id"])
    link = claims.get(f"{_LTI}/resource_link")
    if not isinstance(link, dict) or not _text(link.get("id")):
        raise LtiRefusedError("The id_token has no resource_link with an id.")


def message_of(claims: Claims) -> JsonObject:
    """The claims that a launch needs: learner, target and line item."""
    user = _text(claims.get("sub"))
    if user is None or len(user) > LONGEST:
        raise LtiRefusedError(f"sub of the id_token must have 1 to {LONGEST} characters: nobody else can be launched.")
    endpoint = claims.get(_ENDPOINT)
    endpoint = endpoint if isinstance(endpoint, dict) else {}
    scopes = endpoint.get("scope")
    may_score = isinstance(scopes, list) and SCORE in scopes
    return {
        "user": user,
        "given_name": _text(claims.get("given_name")),
        "family_name": _text(claims.get("family_name")),
        "name": _text(claims.get("name")),
        "email": _text(claims.get("email")),
        "target": _text(claims.get(f"{_LTI}/target_link_uri")) or "",
        "line_item": _text(endpoint.get("lineitem")) if may_score else None,
    }


def _decoded(id_token: str, key_set: bytes, url: str) -> Claims:
    from joserfc import jwt
    from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
    from joserfc.jwk import KeySet

    try:
        keys = KeySet.import_key_set(orjson.loads(key_set))
    except (JoseError, ValueError, TypeError, KeyError):
        raise LtiRefusedError(f"{url} is not a JSON Web Key Set with a key.", 502) from None
    try:
        return jwt.decode(id_token, keys, algorithms=ALGORITHMS).claims
    except InvalidKeyIdError:
        raise LtiRefusedError(f"The kid of the id_token is none of the keys at {url}.") from None
    except BadSignatureError:
        raise LtiRefusedError(f"The signature of the id_token is not by the platform's key at {url}.") from None
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise LtiRefusedError(f"The id_token cannot be read: {str(error)[:200] or type(error).__name__}.") from None


def _check_times(claims: Claims, clock: Clock) -> None:
    expires, issued = _moment(claims, "exp"), _moment(claims, "iat")
    times = clock.readings()
    if any(issued - LEEWAY <= now < expires + LEEWAY for now in times):
        return
    here = min(times, key=lambda now: abs(now - issued))  # platforms use the real time
    what, when = ("has expired: exp", expires) if here >= expires + LEEWAY else ("is of the future: iat", issued)
    raise LtiRefusedError(f"The id_token {what} is {when:%Y-%m-%dT%H:%M:%SZ}, here it is {here:%Y-%m-%dT%H:%M:%SZ}.")


def _moment(claims: Claims, name: str) -> datetime:
    seconds = claims.get(name)
    try:
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise ValueError
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise LtiRefusedError(f"{name} of the id_token must be seconds since 1970; it is {_short(seconds)}.") from None


def _is(name: str, found: Any, wanted: str, called: str | None = None) -> None:
    if found != wanted:
        raise LtiRefusedError(f"{name} of the id_token is {_short(found)}; it must be {called or wanted}.")


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value and "\0" not in value else None


def _short(value: Any) -> str:
    return "missing" if value is None else str(value)[:200]
