"""Launch courses that speak xAPI: the data that the LMS writes before, and the parameters of the course's URL."""

from typing import Any
from urllib.parse import urlencode

import orjson

from emulator.light.records import dataclass
from emulator.lrs import documents
from emulator.lrs.cmi5 import move_on, sessions, vocabulary
from emulator.lrs.documents import STATE, DocumentPlace
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements.agents import identifier_of
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row

MODES = ("Normal", "Browse", "Review")


@dataclass(frozen=True, slots=True)
class Cmi5Launch:
    """`session` is the row of the session, `parameters` are to be added to the course's URL."""

    session: Row
    parameters: dict[str, str]

    def url(self, course: str) -> str:
        """The course's URL with the parameters behind its own."""
        base, mark, fragment = course.partition("#")
        return f"{base}{'&' if '?' in base else '?'}{urlencode(self.parameters)}{mark}{fragment}"


def launch_cmi5(
    call: LrsCall,
    registration: str,
    activity: str,
    *,
    endpoint: str,
    fetch_url: str,
    launch_url: str,
    return_url: str | None = None,
    mode: str = "Normal",
) -> Cmi5Launch:
    """Launch an AU of an enrolment, by the id that the LMS has made for it. Raises KeyError if the enrolment or the AU does not exist.

    Open sessions of the AU are abandoned; `LMS.LaunchData` and a launched statement are written. `endpoint` and
    `fetch_url` are absolute URLs of the LRS and of its fetch page; the key of the session is added to the latter, and the
    session's id as a parameter, by which some clients tell sessions apart.
    """
    enrolment = move_on.find(call, registration)
    unit = move_on.unit_of(enrolment, activity) if enrolment else None
    if enrolment is None or unit is None:
        raise KeyError(activity)
    for session in sessions.of_activity(call, registration, activity):
        abandon(call, session)
    done = move_on.done_in(enrolment, activity)
    facts: dict[str, Any] = {"launchMode": mode, "masteryScore": unit["mastery_score"], "said": [], "before": done}
    session = sessions.create(call, sessions.CMI5, registration, activity, enrolment["actor"], facts)
    template = _context_template(unit, session)
    sessions.change(call, session, {"facts": {**facts, "contextTemplate": template}})
    _write_launch_data(call, session, unit, template, return_url)
    _write_launched(call, enrolment, session, unit, launch_url)
    parameters = {
        "endpoint": endpoint,
        "fetch": f"{fetch_url.rstrip('/')}/{session['fetch_key']}?{urlencode({'session': session['session_id']})}",
        "actor": orjson.dumps(session["actor"]).decode(),
        "registration": session["registration"],
        "activityId": activity,
    }
    return Cmi5Launch(session, parameters)


def _context_template(unit: JsonObject, session: Row) -> dict[str, Any]:
    """What the context of each of the session's statements has to include (cmi5 10.2.1)."""
    return {
        "contextActivities": {"grouping": [{"objectType": "Activity", "id": unit["publisher_id"]}]},
        "extensions": {vocabulary.SESSION_ID: session["session_id"]},
    }


def launch_tin_can(call: LrsCall, registration: str, activity: str, actor: JsonObject, *, endpoint: str) -> Cmi5Launch:
    """Launch a Tin Can activity: its parameters carry the credentials themselves."""
    session = sessions.create(call, sessions.TIN_CAN, registration, activity, actor, {})
    parameters = {
        "endpoint": endpoint.rstrip("/") + "/",
        "auth": f"Basic {session['token']}",
        "actor": orjson.dumps(actor).decode(),
        "registration": session["registration"],
        "activity_id": activity,
    }
    return Cmi5Launch(session, parameters)


def abandon(call: LrsCall, session: Row) -> None:
    """Abandon a session that has not ended (cmi5 9.3.6); do nothing if it has."""
    if session["state"] not in sessions.OPEN:
        return
    sessions.change(call, session, {"state": sessions.ABANDONED})
    enrolment = move_on.find(call, session["registration"])
    if enrolment is None or session["standard"] != sessions.CMI5:
        return
    unit = move_on.unit_of(enrolment, session["activity"])
    seconds = max((call.now() - session["created"]).total_seconds(), 0)
    result = {"duration": f"PT{seconds:.2f}S"}
    publisher = unit["publisher_id"] if unit else session["activity"]
    about = {"objectType": "Activity", "id": session["activity"]}
    move_on.write(call, enrolment, vocabulary.ABANDONED, about, session["session_id"], publisher, result)


def _write_launch_data(
    call: LrsCall, session: Row, unit: JsonObject, template: JsonObject, return_url: str | None
) -> None:
    known = {
        "contextTemplate": template,
        "launchMode": session["facts"]["launchMode"],
        "launchParameters": unit["launch_parameters"],
        "masteryScore": unit["mastery_score"],
        "moveOn": unit["move_on"],
        "returnURL": return_url,
        "entitlementKey": {"courseStructure": unit["entitlement_key"]} if unit["entitlement_key"] else None,
    }
    agent = identifier_of(session["actor"])
    assert agent is not None
    place = DocumentPlace(STATE, session["activity"], agent, session["registration"])
    value = {name: each for name, each in known.items() if each is not None}
    documents.set_document(call, place, vocabulary.LAUNCH_DATA, value)


def _write_launched(call: LrsCall, enrolment: Row, session: Row, unit: JsonObject, launch_url: str) -> None:
    extensions = {
        vocabulary.LAUNCH_MODE: session["facts"]["launchMode"],
        vocabulary.LAUNCH_URL: launch_url,
        vocabulary.MOVE_ON: unit["move_on"],
    }
    if unit["mastery_score"] is not None:
        extensions[vocabulary.MASTERY_SCORE] = unit["mastery_score"]
    if unit["launch_parameters"] is not None:
        extensions[vocabulary.LAUNCH_PARAMETERS] = unit["launch_parameters"]
    about = {"objectType": "Activity", "id": session["activity"]}
    move_on.write(
        call,
        enrolment,
        vocabulary.LAUNCHED,
        about,
        session["session_id"],
        unit["publisher_id"],
        extensions=extensions,
    )
