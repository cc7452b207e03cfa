"""Enrolments in cmi5 courses: the results of each AU, and which blocks and when the course is satisfied (cmi5 9.3.9, 10.2.5)."""

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Any

from emulator.light.records import dataclass
from emulator.lrs.cmi5 import vocabulary
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.statements import statements
from emulator.lrs.statements.formats import timestamp_of
from emulator.lrs.tables import XapiEnrolment
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row

# criterion: which of completed and passed must be there
CRITERIA: dict[str, Callable[[dict[str, bool]], Any]] = {
    "Completed": lambda done: done.get("completed"),
    "Passed": lambda done: done.get("passed"),
    "CompletedAndPassed": lambda done: done.get("completed") and done.get("passed"),
    "CompletedOrPassed": lambda done: done.get("completed") or done.get("passed"),
    "NotApplicable": lambda done: True,
}


class AlreadyWaivedError(Exception):
    """An AU can be waived once in a registration (cmi5 9.3)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An AU: `publisher_id` is its id in the course structure, `activity` the one that the LMS has made (they always differ)."""

    publisher_id: str
    activity: str
    move_on: str = "NotApplicable"
    mastery_score: float | None = None
    launch_parameters: str | None = None
    entitlement_key: str | None = None


@dataclass(frozen=True, slots=True)
class CourseGroup:
    """A course or a block: its parts are AUs and blocks in their order."""

    publisher_id: str
    activity: str
    parts: "tuple[Unit | CourseGroup, ...]" = field(default=())
    title: dict[str, str] = field(default_factory=dict)


def enrol(call: LrsCall, registration: str, actor: JsonObject, course: CourseGroup) -> None:
    """Enrol a learner. Units without a criterion count as reached at once, and so may the whole course."""
    row: Row = {
        "lrs": call.lrs,
        "registration": registration.lower(),
        "actor": actor,
        "course": _document(course),
        "reached": {"units": {}, "satisfied": []},
    }
    call.world.work.insert(XapiEnrolment, row)
    _satisfy(call, row, call.world.ids.uuid())


def find(call: LrsCall, registration: str) -> Row | None:
    """An enrolment, or None."""
    return call.world.work.get(XapiEnrolment, **call.key(registration=registration.lower()))


def unit_of(enrolment: Row, activity: str) -> JsonObject | None:
    """An AU of the course by the id that the LMS has made for it."""
    return next((unit for unit in _units(enrolment["course"]) if unit["activity"] == activity), None)


def done_in(enrolment: Row, activity: str) -> dict[str, bool]:
    """The results of an AU: `completed`, `passed`, `waived`."""
    done: dict[str, bool] = enrolment["reached"]["units"].get(activity, {})
    return done


def is_met(enrolment: Row, activity: str) -> bool:
    """True if an AU was waived or has met its moveOn."""
    unit = unit_of(enrolment, activity)
    return unit is not None and _is_met(enrolment, unit)


def reach(call: LrsCall, session: Row, what: str) -> None:
    """Record that an AU was `completed` or `passed` in a session, and store the statements about satisfied blocks and courses."""
    enrolment = find(call, session["registration"])
    if enrolment is not None:
        _note(call, enrolment, session["activity"], what)
        _satisfy(call, enrolment, session["session_id"])


def waive(call: LrsCall, registration: str, activity: str, reason: str) -> None:
    """Waive an AU: it counts as reached (cmi5 9.3.7). Raises KeyError if the enrolment or the AU does not exist, and
    `AlreadyWaivedError` the second time.
    """
    enrolment = find(call, registration)
    unit = unit_of(enrolment, activity) if enrolment else None
    if enrolment is None or unit is None:
        raise KeyError(activity)
    if done_in(enrolment, activity).get("waived"):
        raise AlreadyWaivedError
    session_id = call.world.ids.uuid()
    result = {"completion": True, "success": True, "extensions": {vocabulary.REASON: reason}}
    write(call, enrolment, vocabulary.WAIVED, {"id": activity}, session_id, unit["publisher_id"], result)
    _note(call, enrolment, activity, "waived")
    _satisfy(call, enrolment, session_id)


def write(
    call: LrsCall,
    enrolment: Row,
    verb: str,
    about: JsonObject,
    session_id: str,
    publisher_id: str,
    result: JsonObject | None = None,
    extensions: JsonObject | None = None,
) -> None:
    """Store a cmi5 defined statement of the LMS itself."""
    categories = [{"id": vocabulary.CATEGORY}]
    if result and ("completion" in result or "success" in result):
        categories.append({"id": vocabulary.MOVE_ON_CATEGORY})
    statement: JsonObject = {
        "id": call.world.ids.uuid(),
        "timestamp": timestamp_of(call.now()),
        "actor": enrolment["actor"],
        "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
        "object": about,
        "context": {
            "registration": enrolment["registration"],
            "extensions": {vocabulary.SESSION_ID: session_id, **(extensions or {})},
            "contextActivities": {"category": categories, "grouping": [{"id": publisher_id}]},
        },
    }
    if result is not None:
        statement["result"] = result
    statements.store(call.own(), [statement])


def _note(call: LrsCall, enrolment: Row, activity: str, what: str) -> None:
    units = enrolment["reached"]["units"]
    reached = {**enrolment["reached"], "units": {**units, activity: {**units.get(activity, {}), what: True}}}
    enrolment["reached"] = reached
    call.world.work.update(XapiEnrolment, call.key(registration=enrolment["registration"]), {"reached": reached})


def _satisfy(call: LrsCall, enrolment: Row, session_id: str) -> None:
    """Store a satisfied statement for each block, and at last the course, that has become so."""
    satisfied = enrolment["reached"]["satisfied"]
    for group in _groups(enrolment["course"]):
        if group["activity"] in satisfied or not _is_met(enrolment, group):
            continue
        satisfied = [*satisfied, group["activity"]]
        is_course = group is enrolment["course"]
        kind = vocabulary.COURSE_TYPE if is_course else vocabulary.BLOCK_TYPE
        definition = {"type": kind, **({"name": group["title"]} if group["title"] else {})}
        about = {"objectType": "Activity", "id": group["activity"], "definition": definition}
        write(call, enrolment, vocabulary.SATISFIED, about, session_id, group["publisher_id"])
    if satisfied != enrolment["reached"]["satisfied"]:
        reached = {**enrolment["reached"], "satisfied": satisfied}
        enrolment["reached"] = reached
        call.world.work.update(XapiEnrolment, call.key(registration=enrolment["registration"]), {"reached": reached})


def _is_met(enrolment: Row, part: dict[str, Any]) -> bool:
    if "parts" in part:
        return all(_is_met(enrolment, each) for each in part["parts"])
    done = done_in(enrolment, part["activity"])
    return bool(done.get("waived") or CRITERIA[part["move_on"]](done))


def _groups(group: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The blocks and the course, each after the blocks inside it."""
    for part in group["parts"]:
        if "parts" in part:
            yield from _groups(part)
    yield group


def _units(group: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in group["parts"]:
        if "parts" in part:
            yield from _units(part)
        else:
            yield part


def _document(part: Unit | CourseGroup) -> dict[str, Any]:
    if isinstance(part, Unit):
        return {name: getattr(part, name) for name in Unit.__slots__}
    return {
        "publisher_id": part.publisher_id,
        "activity": part.activity,
        "title": part.title,
        "parts": [_document(each) for each in part.parts],
    }
