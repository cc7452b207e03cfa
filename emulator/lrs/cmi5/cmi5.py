"""Statements of a cmi5 session: what an assignable unit (AU) may say, and when (cmi5 9 and 10).

A statement is `cmi5 defined` if its context has the category of cmi5, else `cmi5 allowed`: fewer rules hold for that.
"""

from collections.abc import Callable
from typing import Any

from emulator.lrs.cmi5 import move_on, sessions
from emulator.lrs.cmi5.vocabulary import (
    CATEGORY,
    COMPLETED,
    DEFINED_BY_AU,
    FAILED,
    INITIALIZED,
    MASTERY_SCORE,
    MOVE_ON_CATEGORY,
    PASSED,
    SESSION_ID,
    TERMINATED,
)
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements.agents import identifier_of
from emulator.lrs.statements.shapes import VOIDED
from emulator.lrs.statements.statements import is_stored
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row

Holds = Callable[[Row, JsonObject], bool]
"""Whether a rule holds for (session, statement)."""


def check(call: LrsCall, statements: list[JsonObject]) -> None:
    """Check statements in order against the rules of the caller's session, and note their results. 403 for the first broken rule."""
    session = call.caller.session
    assert session is not None
    if session["standard"] != sessions.CMI5:
        return
    for statement in statements:
        if is_stored(call, statement):
            continue  # sent again, which changes nothing
        for requirement, holds in (*OF_ALL, *(OF_DEFINED if is_defined(statement) else OF_ALLOWED)):
            if not holds(session, statement):
                raise LrsError(403, f"cmi5 {requirement}")
        if is_defined(statement):
            _note(call, session, statement)


def settle(call: LrsCall, statements: list[JsonObject]) -> None:
    """After a session's statements are stored, record what they have reached, and store the statements about
    satisfied blocks and courses.
    """
    session = call.caller.session
    if session is None or session["standard"] != sessions.CMI5:
        return
    for statement in statements:
        if is_defined(statement) and _verb(statement) in (COMPLETED, PASSED):
            move_on.reach(call, session, "completed" if _verb(statement) == COMPLETED else "passed")


def is_defined(statement: JsonObject) -> bool:
    """True if a statement is cmi5 defined."""
    return CATEGORY in _categories(statement)


def _note(call: LrsCall, session: Row, statement: JsonObject) -> None:
    """Record a statement in its session and update the session's state."""
    verb = statement["verb"]["id"]
    facts = {**session["facts"], "said": [*session["facts"]["said"], verb]}
    state = {INITIALIZED: sessions.INITIALIZED, TERMINATED: sessions.TERMINATED}.get(verb, session["state"])
    sessions.change(call, session, {"facts": facts, "state": state})


def _verb(statement: JsonObject) -> str:
    verb: str = statement["verb"]["id"]
    return verb


def _context(statement: JsonObject) -> dict[str, Any]:
    context: dict[str, Any] = statement.get("context", {})
    return context


def _categories(statement: JsonObject) -> list[str]:
    held = _context(statement).get("contextActivities", {}).get("category", [])
    return [activity["id"] for activity in (held if isinstance(held, list) else [held])]


def _result(statement: JsonObject) -> dict[str, Any]:
    result: dict[str, Any] = statement.get("result", {})
    return result


def _scaled(statement: JsonObject) -> Any:
    return _result(statement).get("score", {}).get("scaled")


def _said(session: Row) -> list[str]:
    said: list[str] = session["facts"]["said"]
    return said


def _follows_template(session: Row, statement: JsonObject) -> bool:
    """True if the context includes everything of the template: its extensions, and its activities among others."""
    template, context = session["facts"]["contextTemplate"], _context(statement)
    extensions = context.get("extensions", {})
    if any(extensions.get(name) != value for name, value in template["extensions"].items()):
        return False
    for name, wanted in template["contextActivities"].items():
        held = context.get("contextActivities", {}).get(name, [])
        ids = {activity["id"] for activity in (held if isinstance(held, list) else [held])}
        if any(activity["id"] not in ids for activity in wanted):
            return False
    return True


def _states_mastery(session: Row, statement: JsonObject) -> bool:
    mastery = session["facts"].get("masteryScore")
    if mastery is None or _verb(statement) not in (PASSED, FAILED) or "score" not in _result(statement):
        return True
    return bool(_context(statement).get("extensions", {}).get(MASTERY_SCORE) == mastery)


def _keeps_to_mastery(session: Row, statement: JsonObject) -> bool:
    mastery, scaled, verb = session["facts"].get("masteryScore"), _scaled(statement), _verb(statement)
    if mastery is None or scaled is None or verb not in (PASSED, FAILED):
        return True
    return bool(scaled >= mastery) if verb == PASSED else bool(scaled < mastery)


def _has_bounds(session: Row, statement: JsonObject) -> bool:
    score = _result(statement).get("score", {})
    return "raw" not in score or ("min" in score and "max" in score)


def _only(verbs: tuple[str, ...], member: str) -> Holds:
    return lambda session, statement: _verb(statement) in verbs or member not in _result(statement)


def _must_be(verb: str, member: str, *, value: bool) -> Holds:
    return lambda session, statement: _verb(statement) != verb or _result(statement).get(member) is value


def _once(*verbs: str) -> Holds:
    return lambda session, statement: _verb(statement) not in verbs or not set(verbs) & set(_said(session))


OF_ALL: tuple[tuple[str, Holds], ...] = (
    ("11: the learner's preferences must be read before", lambda s, _: bool(s["facts"].get("preferences_read"))),
    ("6.3: a course may not void statements", lambda _, st: _verb(st) != VOIDED),
    ("9.1: a statement must have an id of the AU's", lambda s, st: "id" in st),
    ("9.7: a statement must have a timestamp", lambda s, st: "timestamp" in st),
    ("9.7: the timestamp must be in UTC", lambda s, st: st["timestamp"].endswith(("Z", "z", "+00:00", "+0000", "+00"))),
    (
        "8.1.3: the actor must be the one of the launch",
        lambda s, st: identifier_of(st["actor"]) == identifier_of(s["actor"]),
    ),
    (
        "9.6.1: context.registration must be the one of the launch",
        lambda s, st: _context(st).get("registration", "").lower() == s["registration"],
    ),
    (
        "9.6.3: context.extensions must have the id of the session",
        lambda s, st: _context(st).get("extensions", {}).get(SESSION_ID) == s["session_id"],
    ),
    ("10.2.1: the context must follow the contextTemplate", _follows_template),
    (
        "9.3: initialized must be the first statement of a session",
        lambda s, st: s["state"] != sessions.LAUNCHED or (_verb(st) == INITIALIZED and is_defined(st)),
    ),
    ("9.3: terminated must be the last statement of a session", lambda s, _: s["state"] != sessions.TERMINATED),
)
OF_ALLOWED: tuple[tuple[str, Holds], ...] = (
    (
        "9.6.2: only cmi5 defined statements have the category moveon",
        lambda _, st: MOVE_ON_CATEGORY not in _categories(st),
    ),
)
OF_DEFINED: tuple[tuple[str, Holds], ...] = (
    ("9.3: an AU may not send this verb in a cmi5 defined statement", lambda _, st: _verb(st) in DEFINED_BY_AU),
    ("9.2: the actor must be an Agent", lambda _, st: st["actor"].get("objectType", "Agent") == "Agent"),
    ("9.2: the actor must have an account", lambda _, st: "account" in st["actor"]),
    ("9.4: the object must be the activity of the launch", lambda s, st: st["object"].get("id") == s["activity"]),
    (
        "10.2.2: only a session of the launch mode Normal is judged",
        lambda s, st: s["facts"]["launchMode"] == "Normal" or _verb(st) not in (COMPLETED, PASSED, FAILED),
    ),
    ("9.3: initialized is sent once in a session", _once(INITIALIZED)),
    ("9.3: completed is sent once in a session", _once(COMPLETED)),
    ("9.3: passed or failed is sent once in a session", _once(PASSED, FAILED)),
    ("9.5.3: only completed has result.completion", _only((COMPLETED,), "completion")),
    ("9.5.3: the result.completion of completed must be true", _must_be(COMPLETED, "completion", value=True)),
    ("9.5.2: only passed and failed have result.success", _only((PASSED, FAILED), "success")),
    ("9.5.2: the result.success of passed must be true", _must_be(PASSED, "success", value=True)),
    ("9.5.2: the result.success of failed must be false", _must_be(FAILED, "success", value=False)),
    ("9.5.1: only passed and failed have result.score", _only((PASSED, FAILED), "score")),
    ("9.5.1: a raw score needs min and max", _has_bounds),
    (
        "9.5.4: result.duration is required",
        lambda _, st: _verb(st) == INITIALIZED or "duration" in _result(st),
    ),
    (
        "9.6.2: the category moveon is for completed, passed and failed, and required there",
        lambda _, st: (MOVE_ON_CATEGORY in _categories(st)) == (_verb(st) in (COMPLETED, PASSED, FAILED)),
    ),
    ("9.6.3: the masteryScore of the launch must be an extension of the context", _states_mastery),
    ("9.3: the scaled score and the masteryScore must agree with the verb", _keeps_to_mastery),
    (
        "9.3: completed is sent once in a registration",
        lambda s, st: _verb(st) != COMPLETED or not s["facts"]["before"].get("completed"),
    ),
    (
        "9.3: passed is sent once in a registration, and failed not behind it",
        lambda s, st: _verb(st) not in (PASSED, FAILED) or not s["facts"]["before"].get("passed"),
    ),
)
