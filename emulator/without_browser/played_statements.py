"""The statements of a course that was played without a browser: what the course itself would have said, for xAPI and cmi5.

Inferred: an xAPI course says one statement for each deed, by its status, else by its score. A unit of cmi5 says what the standard defines
(cmi5 9.3): initialized, completed, passed or failed, terminated. The attempt's data have changed already, so these statements only tell.
"""

from dataclasses import replace
from typing import Any

from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.play.deeds import FINAL, Deed
from emulator.lrs.cmi5 import launching, move_on, sessions, vocabulary
from emulator.lrs.lrs_call import Caller, LrsCall
from emulator.lrs.statements import statements
from emulator.lrs.statements.formats import timestamp_of
from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row
from emulator.vendors import attempt_lrs, cmi5_enrolments
from emulator.vendors.course_lrs import CourseLrs

SCORED = "http://adlnet.gov/expapi/verbs/scored"
PROGRESSED = "http://adlnet.gov/expapi/verbs/progressed"
VERBS = {
    "completed": vocabulary.COMPLETED,
    "passed": vocabulary.PASSED,
    "failed": vocabulary.FAILED,
    "incomplete": PROGRESSED,
}
_ONCE = (vocabulary.INITIALIZED, vocabulary.COMPLETED, vocabulary.PASSED)


def write(world: World, vendor: str, attempt: Row, package: CoursePackage, units: list[Activity], deed: Deed) -> None:
    """Write what these units have said with a deed; courses of other standards say nothing."""
    if package.standard not in (Standard.XAPI, Standard.CMI5):
        return
    course = attempt_lrs.of(world, vendor, attempt)
    course = replace(course, lrs_call=replace(course.lrs_call, stored=None))
    if deed.seconds is not None:
        deed = replace(deed, seconds=deed.seconds / len(units))
    for unit in units:
        if package.standard is Standard.CMI5:
            _say_cmi5(course, package, unit, deed)
        else:
            _say_tin_can(course, unit, deed)


def _say_tin_can(course: CourseLrs, unit: Activity, deed: Deed) -> None:
    verb = VERBS.get(deed.status or "", SCORED if deed.score is not None else "")
    if not verb:
        return
    result = _result(deed, verb)
    if deed.seconds is not None and deed.ended is not None:
        result["duration"] = _span(deed.seconds)
    context = {"registration": course.registration}
    about = {"objectType": "Activity", "id": unit.identifier}
    _store(course.lrs_call, course.actor, verb, about, context, result)


def _say_cmi5(course: CourseLrs, package: CoursePackage, unit: Activity, deed: Deed) -> None:
    session = _session(course, package, unit)
    call = _of_session(course.lrs_call, session)
    verbs = [vocabulary.INITIALIZED]
    if deed.status in FINAL:
        verbs.append(vocabulary.COMPLETED)
    if deed.status in ("passed", "failed"):
        verbs.append(VERBS[deed.status])
    if deed.ended is not None:
        verbs.append(vocabulary.TERMINATED)
    done = session["facts"]["before"]
    for verb in verbs:
        is_said = verb in session["facts"]["said"] or done.get(verb.rpartition("/")[2])
        if not (verb in _ONCE and is_said):
            _say(call, session, verb, deed)


def _session(course: CourseLrs, package: CoursePackage, unit: Activity) -> Row:
    """The open session of a unit, or a new one, as if the unit had been launched."""
    call = course.lrs_call
    activity = cmi5_enrolments.activity_id(course.registration, unit.identifier)
    cmi5_enrolments.enrol(course, package, activity)
    for session in sessions.of_activity(call, course.registration, activity):
        if session["state"] in sessions.OPEN:
            return session
    href = unit.href or ""
    launch = launching.launch_cmi5(
        call,
        course.registration,
        activity,
        endpoint=course.endpoint,
        fetch_url=f"{course.endpoint}fetch",
        launch_url=href,
    )
    return launch.session


def _of_session(call: LrsCall, session: Row) -> LrsCall:
    caller = Caller(f"session {session['number']}", call.owner, may_read="own", session=session)
    return replace(call, caller=caller)


def _say(call: LrsCall, session: Row, verb: str, deed: Deed) -> None:
    facts = session["facts"]
    template = facts["contextTemplate"]
    categories, extensions = [{"id": vocabulary.CATEGORY}], dict(template["extensions"])
    result: dict[str, Any] = {}
    if verb in (vocabulary.COMPLETED, vocabulary.PASSED, vocabulary.FAILED):
        categories.append({"id": vocabulary.MOVE_ON_CATEGORY})
        result = _result(deed, verb, facts.get("masteryScore"))
        if "score" in result and facts.get("masteryScore") is not None:
            extensions[vocabulary.MASTERY_SCORE] = facts["masteryScore"]
    if verb != vocabulary.INITIALIZED:
        result["duration"] = _span(deed.seconds or 0.0)
    context = {
        "registration": session["registration"],
        "extensions": extensions,
        "contextActivities": {**template["contextActivities"], "category": categories},
    }
    about = {"objectType": "Activity", "id": session["activity"]}
    _store(call, session["actor"], verb, about, context, result)
    state = {vocabulary.INITIALIZED: sessions.INITIALIZED, vocabulary.TERMINATED: sessions.TERMINATED}
    changes: Row = {"facts": {**facts, "said": [*facts["said"], verb]}, "state": state.get(verb, session["state"])}
    sessions.change(call, session, changes)
    if verb in (vocabulary.COMPLETED, vocabulary.PASSED):
        move_on.reach(call, session, "completed" if verb == vocabulary.COMPLETED else "passed")


def _result(deed: Deed, verb: str, mastery: float | None = None) -> dict[str, Any]:
    """The result of a statement. A score that contradicts the mastery score is left out, since cmi5 forbids it (9.6.3.2)."""
    result: dict[str, Any] = {}
    if verb == vocabulary.COMPLETED:
        return {"completion": True}
    if verb in (vocabulary.PASSED, vocabulary.FAILED):
        result["success"] = verb == vocabulary.PASSED
    elif verb == PROGRESSED:
        result["completion"] = False
    if deed.score is not None:
        score = deed.score
        scaled = float(score.scale())
        if mastery is None or (scaled >= mastery) is (verb == vocabulary.PASSED):
            result["score"] = {
                "scaled": scaled,
                "raw": float(score.raw),
                "min": float(score.least),
                "max": float(score.most),
            }
    return result


def _store(
    call: LrsCall, actor: JsonObject, verb: str, about: JsonObject, context: JsonObject, result: JsonObject
) -> None:
    statement = {
        "id": call.world.ids.uuid(),
        "timestamp": timestamp_of(call.now()),
        "actor": actor,
        "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
        "object": about,
        "context": context,
        **({"result": result} if result else {}),
    }
    statements.store(call, [statement])


def _span(seconds: float) -> str:
    return f"PT{seconds:.2f}S"
