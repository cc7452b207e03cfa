"""Launched sessions: a token that a course calls the LRS with, for one learner, one registration and one activity.

A cmi5 course fetches its token from a URL that works once; a Tin Can course gets it in its launch URL.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import bindparam, select

from emulator.lrs.asking import Ask
from emulator.lrs.cmi5.vocabulary import LAUNCH_DATA, PREFERENCES
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements.agents import identifier_of
from emulator.lrs.statements.formats import is_format
from emulator.lrs.tables import XapiSession
from emulator.store import json_text
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

CMI5, TIN_CAN = "cmi5", "tincan"
LAUNCHED, INITIALIZED, TERMINATED, ABANDONED = "launched", "initialized", "terminated", "abandoned"
OPEN = (LAUNCHED, INITIALIZED)
PREFIX = "c2Vzc2lvbj"  # what `session:` is in base64, as far as it does not depend on what follows
_S = XapiSession.__table__.c
_OF_ACTIVITY = Statement(
    select(*_S)
    .where(
        _S.lrs == bindparam("lrs"),
        _S.registration == bindparam("registration"),
        _S.activity == bindparam("activity"),
    )
    .order_by(_S.number)
)
_LANGUAGES = re.compile(r"[A-Za-z0-9-]+(?:,[A-Za-z0-9-]+)*")


def create(
    call: LrsCall, standard: str, registration: str, activity: str, actor: JsonObject, facts: dict[str, Any]
) -> Row:
    """Create a session; returns its row. The course sends `token` behind `Basic`."""
    secret = call.world.ids.secret(18)
    row: Row = {
        "token": b64encode(f"session:{secret}".encode()).decode(),
        "number": call.world.ids.number("xapi.session"),
        "lrs": call.lrs,
        "fetch_key": call.world.ids.secret(18),
        "fetched": False,
        "session_id": call.world.ids.uuid(),
        "registration": registration.lower(),
        "activity": activity,
        "actor": actor,
        "standard": standard,
        "state": LAUNCHED,
        "facts": facts,
        "created": call.now(),
    }
    call.world.work.insert(XapiSession, row)
    return row


def find(work: UnitOfWork, lrs: str, authorization: str) -> Row | None:
    """The session of an Authorization header, or None if it has no session's token."""
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    if scheme.lower() != "basic" or not token.startswith(PREFIX):
        return None
    return work.get(XapiSession, token=token, lrs=lrs)


def of_activity(call: LrsCall, registration: str, activity: str) -> list[Row]:
    """The sessions of an activity in a registration, the oldest first."""
    return call.world.work.all(_OF_ACTIVITY, **call.key(registration=registration.lower(), activity=activity))


def change(call: LrsCall, session: Row, changes: Row) -> None:
    """Change columns of a session, in its row and in the given one."""
    call.world.work.update(XapiSession, {"token": session["token"]}, changes)
    session.update(changes)


def fetch(work: UnitOfWork, key: str) -> bytes:
    """The response of the fetch URL: the token at the first call, later an error, both with 200 (cmi5 8.2)."""
    row = work.get(XapiSession, fetch_key=key)
    if row is None:
        return orjson.dumps({"error-code": "2", "error-text": "there is no such session"})
    if row["fetched"]:
        return orjson.dumps({"error-code": "1", "error-text": "the token has been fetched already"})
    work.update(XapiSession, {"token": row["token"]}, {"fetched": True})
    return orjson.dumps({"auth-token": row["token"]})


def guard(call: LrsCall, ask: Ask, resource: str) -> None:
    """403 for a session's forbidden request: about another actor, for documents that belong to the LMS, or after the session's end."""
    session = call.caller.session
    if session is None:
        return
    if session["state"] not in OPEN:
        raise LrsError(403, f"the session was {session['state']}: it may send nothing more")
    if session["standard"] != CMI5:
        return
    if resource in ("activities/state", "agents", "agents/profile"):
        _check_agent(session, ask)
    if resource == "activities/state":
        _check_state(session, ask)
    if resource == "agents/profile" and ask.values.get("profileId") == PREFERENCES:
        _check_preferences(call, session, ask)


def _check_agent(session: Row, ask: Ask) -> None:
    if "agent" not in ask.values:
        return  # a parameter that is missing answers 400, as it does everybody
    try:
        agent = json_text.read(ask.values["agent"])
        same = identifier_of(agent) == identifier_of(session["actor"])
    except (ValueError, KeyError, TypeError, AttributeError):
        same = False
    if not same:
        raise LrsError(403, "agent must be the actor that the session was launched for (cmi5 8.1.3)")


def _check_state(session: Row, ask: Ask) -> None:
    registration = ask.values.get("registration")
    if registration is not None and registration.lower() != session["registration"]:
        raise LrsError(403, "registration must be the one that the session was launched in (cmi5 8.1.4)")
    document = ask.values.get("stateId")
    if ask.method != "GET" and document in (None, LAUNCH_DATA) and ask.values.get("activityId") == session["activity"]:
        raise LrsError(403, f"{LAUNCH_DATA} belongs to the LMS: it may be read only (cmi5 10.2.1)")


def _check_preferences(call: LrsCall, session: Row, ask: Ask) -> None:
    """The learner's preferences must have been read before the first statement, and keep their form (cmi5 11)."""
    if ask.method == "GET":
        if not session["facts"].get("preferences_read"):
            change(call, session, {"facts": {**session["facts"], "preferences_read": True}})
        return
    if ask.method == "DELETE":
        raise LrsError(403, "the learner's preferences may not be deleted by a course")
    try:
        body = json_text.read(ask.body) if ask.media_type() == "application/json" else None
    except ValueError:
        body = None
    if not isinstance(body, dict) or not _are_preferences(body):
        raise LrsError(
            403,
            "the learner's preferences are a JSON object with languagePreference, a list of tags, and audioPreference",
        )


def _are_preferences(body: dict[str, Any]) -> bool:
    languages, audio = body.get("languagePreference"), body.get("audioPreference")
    if not isinstance(languages, str) or audio not in ("on", "off") or not _LANGUAGES.fullmatch(languages):
        return False
    tags: Iterable[str] = languages.split(",")
    return all(is_format("a language tag", tag) for tag in tags)
