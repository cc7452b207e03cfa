"""Progress from statements: statements about a launched activity, in the registration of an attempt, change the attempt's data.

In a cmi5 course, a session's statements count if its launch mode is Normal and the statement is cmi5 defined, and so do the LMS's own; of
other statements only the progress counts. In a Tin Can course every statement counts, for any actor (inferred). Voiding undoes nothing
(inferred).
"""

from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Standard
from emulator.lrs.cmi5 import attempt_data, cmi5, move_on, vocabulary
from emulator.lrs.lrs_call import OWNER, LrsCall
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row


def take_in(lrs_call: LrsCall, stored: list[JsonObject], attempt_id: str, registration: str) -> bool:
    """Apply newly stored statements to an attempt, as far as they concern it; returns True if the attempt changed."""
    world = lrs_call.world
    attempt = attempts.find(world.work, attempt_id)
    if attempt is None:
        return False
    is_cmi5 = attempt["standard"] == Standard.CMI5
    mine = [each for each in stored if _is_of(each, registration)]
    if is_cmi5:
        mine = [part for each in mine if (part := _counted(lrs_call, each)) is not None]
    changed = False
    for sco_id, about in _by_sco(lrs_call, mine, registration if is_cmi5 else None).items():
        sco = attempts.find_sco(world.work, attempt_id, sco_id)
        if sco is None:
            continue
        data: dict[str, str] = dict(sco["data"])
        for statement in about:
            data = attempt_data.taken_in(data, statement)
        changes: Row = {} if data == sco["data"] else {"data": data}
        if is_cmi5 and sco["exited"] is None and any(_terminates(each) for each in about):
            changes["exited"] = world.now()
        if changes:
            attempts.change_sco(world.work, sco, changes)
            changed = True
    if changed and lrs_call.caller.credential != OWNER:  # a statement of the LMS does not mean that the learner is here
        attempts.touch(world.work, attempt, world.now())
    return changed


def _is_of(statement: JsonObject, registration: str) -> bool:
    found = statement.get("context", {}).get("registration")
    return found is not None and found.lower() == registration.lower()


def _counted(lrs_call: LrsCall, statement: JsonObject) -> JsonObject | None:
    """The part of a statement that counts in a cmi5 course, or None."""
    session = lrs_call.caller.session
    if lrs_call.caller.credential == OWNER:
        return statement
    if session is None or session["facts"].get("launchMode") != "Normal":
        return None
    if cmi5.is_defined(statement):
        return statement
    extensions = statement.get("result", {}).get("extensions", {})
    if vocabulary.PROGRESS not in extensions:
        return None
    progress = {"extensions": {vocabulary.PROGRESS: extensions[vocabulary.PROGRESS]}}
    return {"verb": {"id": ""}, "object": statement["object"], "result": progress}


def _by_sco(lrs_call: LrsCall, statements: list[JsonObject], registration: str | None) -> dict[str, list[JsonObject]]:
    """Statements by the id of their SCO. In cmi5 the LMS gives the activity another id than the SCO has."""
    enrolment = move_on.find(lrs_call, registration) if registration is not None and statements else None
    found: dict[str, list[JsonObject]] = {}
    for statement in statements:
        about = statement["object"]
        sco_id = about.get("id") if about.get("objectType", "Activity") == "Activity" else None
        if registration is not None:
            unit = move_on.unit_of(enrolment, sco_id) if enrolment is not None and sco_id else None
            sco_id = unit["publisher_id"] if unit is not None else None
        if sco_id is not None:
            found.setdefault(sco_id, []).append(statement)
    return found


def _terminates(statement: JsonObject) -> bool:
    return bool(statement["verb"]["id"] == vocabulary.TERMINATED)
