"""Sending a learner's score to the platform that launched a dispatch: LTI's Assignment and Grade Services 2.0.

Documented: the tool requests a token from the accessTokenUrl of the destination, with a JWT that expires after LtiJsonWebTokenExpiry. When
a score is sent, and how completion and success become progress, is inferred.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson

from emulator.jobs.delivery import Parcel, delivery_kind, start_delivery
from emulator.jobs.job import JobStep
from emulator.outgoing.client import CallFailedError, read
from emulator.sandbox.clock import machine_now
from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.vendors.scormcloud.configuration.configuration import InEffect, SettingPlace, SettingScope
from emulator.vendors.scormcloud.configuration.setting import APPLICATION
from emulator.vendors.scormcloud.lti import id_tokens, keys
from emulator.vendors.scormcloud.registrations import progress
from emulator.vendors.scormcloud.registrations.progress import ProgressDetail
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import (
    ScormCloudApplication,
    ScormCloudDestination,
    ScormCloudDispatch,
    ScormCloudDispatchRegistration,
)

MEDIA = "application/vnd.ims.lis.v1.score+json"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TRIES = 10
SECONDS, LARGEST = 10.0, 64 * 1024  # for a token
PROGRESS = {"COMPLETED": "Completed", "INCOMPLETE": "InProgress", "UNKNOWN": "Started"}


def post(world: World, registration: Row, instance: Row) -> None:
    """Send the score of a registration's latest instance, if the platform has named a line item for it."""
    link = _link(world, registration)
    if link is None or instance["instance"] != registration["instance"]:
        return
    destination = _destination(world, link)
    if destination is None:
        return
    if not (destination["lti13_data"] or {}).get("access_token_url"):
        world.hint("no score is sent to the platform: lti13Data of the destination has no accessTokenUrl")
        return
    world = world.acting(world.work.get(ScormCloudApplication, id=registration["app_id"]))
    shown = progress.shown(world, registration, instance, ProgressDetail())
    headers = {"Content-Type": MEDIA}
    body = orjson.dumps(_score(world, link["platform_user"], shown)).decode()
    parcel = Parcel("scormcloud", f"score of {registration['id']}", scores_url(link["line_item"]), headers, body, TRIES)
    detail = {"app_id": destination["app_id"], "destination_id": destination["id"]}
    world.started_jobs.append(start_delivery(world.sandbox, world.work, parcel, SCORE, detail))


def scores_url(line_item: str) -> str:
    """The URL for the scores of a line item: `/scores` after its path, before its query (AGS 3.4)."""
    parts = urlsplit(line_item)
    return parts._replace(path=f"{parts.path.rstrip('/')}/scores").geturl()


def _link(world: World, registration: Row) -> Row | None:
    key = {"app_id": registration["app_id"], "registration_id": registration["id"]}
    link = world.work.get(ScormCloudDispatchRegistration, **key)
    return link if link is not None and link["line_item"] else None


def _destination(world: World, link: Row) -> Row | None:
    dispatch = world.work.get(ScormCloudDispatch, app_id=link["app_id"], id=link["dispatch_id"])
    if dispatch is None:
        return None
    return world.work.get(ScormCloudDestination, app_id=link["app_id"], id=dispatch["destination_id"])


def _score(world: World, user: str, shown: Row) -> JsonObject:
    completion, success = shown["registration_completion"], shown["registration_success"]
    is_final = completion == "COMPLETED" or success in ("PASSED", "FAILED")
    scaled = (shown.get("score") or {}).get("scaled")
    return {
        "timestamp": world.now().isoformat(timespec="milliseconds"),
        "userId": user,
        "activityProgress": PROGRESS[completion],
        "gradingProgress": "FullyGraded" if is_final else "Pending",
        **({"scoreGiven": float(scaled), "scoreMaximum": 100} if scaled is not None else {}),
    }


async def _authorise(step: JobStep) -> dict[str, str]:
    """The Authorization header with a new token for this try."""
    await keys.ensure(step.world.sandbox)
    detail = step.job["detail"]
    with step.world.work as work:
        destination = work.get(ScormCloudDestination, app_id=detail["app_id"], id=detail["destination_id"])
        pem = keys.pem_of(work)
        seconds = InEffect(work, SettingScope(detail["app_id"], (SettingPlace(APPLICATION),))).value(
            "LtiJsonWebTokenExpiry"
        )
    platform = (destination or {}).get("lti13_data") or {}
    url: str = platform.get("access_token_url") or ""
    if not url.lower().startswith(("http://", "https://")):
        raise CallFailedError(
            f"no access token: accessTokenUrl of the destination is not an http or https URL: {url or 'there is none'}"
        )
    claims = _assertion(platform["client_id"], url, int(seconds), step.world.ids.secret())
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": _signed(claims, pem),
        "scope": id_tokens.SCORE,
    }
    async with step.world.sandbox.outgoing.call(
        "POST", url, SECONDS, data=form, headers={"Accept": "application/json"}
    ) as response:
        body = await read(response, LARGEST)
    return {"Authorization": f"Bearer {_token(response.status_code, body, url)}"}


def _assertion(client_id: str, url: str, seconds: int, number: str) -> JsonObject:
    now = machine_now()  # the outside server checks it by the real time
    expires = now + timedelta(seconds=seconds)
    times = {"iat": int(now.timestamp()), "exp": int(expires.timestamp())}
    return {"iss": client_id, "sub": client_id, "aud": url, **times, "jti": number}


def _signed(claims: dict[str, Any], pem: str) -> str:
    from joserfc import jwt

    return jwt.encode({"alg": "RS256", "kid": keys.ID}, claims, keys.load(pem))


def _token(status: int, body: bytes, url: str) -> str:
    try:
        token = orjson.loads(body).get("access_token")
    except (ValueError, AttributeError):
        token = None
    if status >= 300 or not isinstance(token, str) or not token.isascii() or not token.isprintable():
        said = body.decode(errors="replace")[:150]
        raise CallFailedError(f"no access token: {url} answered {status}: {said}")
    return token


SCORE = delivery_kind("scormcloud.score", _authorise)
