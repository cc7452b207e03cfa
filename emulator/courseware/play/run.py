"""The run of a SCO, from its start through its commits to its end: its initial data, what it may write, and what is kept.

This module does not know HTTP: a browser's page and a program that plays a course without a browser use the same functions.
`session` of a ScoAttempt row is `{"number", "sequence", "terminated", "over", "total", "tracked"}`: the number of the run, the highest
commit that was taken, whether the SCO has terminated, whether the run counts as over without that, and the seconds of earlier runs (the
SCO's own and the player's). It also has `edited` once an administrator has changed the data: the elements that were changed. `review` is
None where a completed SCO may go on writing, else whether the SCO is in review, so that nothing that it commits is written any more. `held`
is the status that the run does not take back, or None.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, Literal

from emulator.courseware.attempts import attempts
from emulator.courseware.cmi import SCORM_12, CmiData, CmiError, DataModel, model_of, natural_order
from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.rollup.outcome import mastered
from emulator.courseware.rollup.runtime import seconds_of
from emulator.light.records import dataclass
from emulator.store.decimals import difference, hundredths, total
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row
from emulator.store.unit_of_work import UnitOfWork

Reset = Literal["never", "unless suspended"]
LONGEST_RUN = 10 * 365 * 86_400.0
"""Seconds; a player cannot measure a longer time."""
_STATUS, _MODE = "cmi.core.lesson_status", "cmi.core.lesson_mode"


class NotRunningError(Exception):
    """The SCO has no such run, or a later run has replaced it."""


@dataclass(frozen=True, slots=True)
class CmiCommit:
    """The data of one commit. `sequence` grows within a run; `values` maps the known elements to texts.

    Commits without a `sequence` are taken in order, exactly once, as in HACP. `ended` is `terminated` when the SCO has terminated,
    `left` when its page went away without that. `outcome` is the result of a course without CMI data, with the keys of
    xapi_data.py; it comes from trusted callers, never from a page. `asked` is false if the SCO did not ask for the commit: the page saves
    what a SCO has set on its own, too.
    """

    session: int
    sequence: int | None
    values: Mapping[str, str]
    seconds: float | None = None
    ended: Literal["terminated", "left"] | None = None
    outcome: Mapping[str, str] = field(default_factory=dict)
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Taken:
    """The result of a commit: the SCO's row after it, whether the commit was new, the refused values with reasons, and whether the SCO was
    in review, so that none of its values was written."""

    sco: Row
    new: bool
    refused: tuple[str, ...] = ()
    in_review: bool = False
    held: tuple[str, ...] = ()
    """Why a status was not taken back."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Remarks for the developer about values that were not written."""
        if self.in_review:
            return (f"{self.sco['sco_id'][:200]} is completed and in review: none of its values is written",)
        return (*(f"refused: {words}" for words in self.refused), *self.held)


def playable(package: CoursePackage) -> list[Activity]:
    """The activities that a learner can open, in the order of the course."""
    return [activity for activity in package.activities() if activity.launchable]


def start(
    work: UnitOfWork,
    now: datetime,
    attempt: Row,
    package: CoursePackage,
    sco_id: str,
    *,
    reset: Reset | None = None,
    credit: bool = True,
    review_completed: bool = False,
    hold_completed: bool = False,
) -> Row:
    """Start a run of a SCO; returns its row. Raises LookupError if the course has no such SCO.

    A run that was suspended, or whose page went away without ending it, is continued. Otherwise `reset` decides whether the SCO keeps
    its data: by default it does in SCORM 1.2, and does not in SCORM 2004, where a new attempt has new data (RTE 2.1.1). Inferred for 1.2.
    With `review_completed`, a completed SCO of SCORM 1.2 is in review: it keeps its data as they are. With `hold_completed`, a run of SCORM
    1.2 or AICC does not take back that an earlier one has completed or passed the SCO.
    """
    standard = Standard(attempt["standard"])
    may_review = review_completed and standard in (Standard.SCORM_11, Standard.SCORM_12)
    review: bool | None = False if may_review else None
    position, activity = _find(package, sco_id)
    model = model_of(standard)
    sco = attempts.find_sco(work, attempt["id"], sco_id)
    if sco is None:
        data = {} if model is None else _credited(seed_of(model, activity), model, credit=credit)
        sco = attempts.add_sco(work, attempt, sco_id, activity.title, now, position=position, data=data)
    else:
        if sco["exited"] is None:
            sco = attempts.change_sco(work, sco, {"exited": attempt["last_access"] or now})
        data = _credited(_again(attempt, sco, activity, model, reset), model, credit=credit)
        if model is SCORM_12:
            data, review = _reviewed(data, sco["session"] or {}, review)
        sco = attempts.launch_again(work, attempt, sco, now, data)
    held = _held(sco["data"]) if hold_completed and model is SCORM_12 else None
    return attempts.change_sco(work, sco, {"session": {**_session(sco, model), "review": review, "held": held}})


def _session(sco: Row, model: DataModel | None) -> dict[str, Any]:
    """The state of a run that begins with the latest entry of the SCO's history."""
    earlier = seconds_of(sco["data"].get(_total(model), "")) if model else 0.0
    number, tracked = len(sco["history"]), sco["seconds_tracked"]
    return {"number": number, "sequence": 0, "terminated": False, "total": earlier, "tracked": tracked}


def commit(work: UnitOfWork, now: datetime, attempt: Row, sco: Row, given: CmiCommit) -> Taken:
    """Take a commit. One that came before, or after the SCO was done, changes nothing; `NotRunningError` for another run's.

    What the data model forbids a SCO is refused element by element, and the rest is taken.
    """
    session = sco["session"]
    if session is None or given.session != session["number"]:
        raise NotRunningError
    sequence = session["sequence"] if given.sequence is None else given.sequence
    if session["terminated"] or (given.sequence is not None and sequence <= session["sequence"]):
        return _seen_longer(work, attempt, sco, given)
    data: dict[str, str] = {**sco["data"], **given.outcome}
    refused: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    in_review, review = bool(session.get("review")), session.get("review")
    if model_of(Standard(attempt["standard"])) is not None and not in_review:
        cmi = attempts.cmi_of(attempt, sco)
        values, held = _not_taken_back(given.values, session.get("held"))
        refused = _write(cmi, values)
        _add_time(cmi, session["total"])
        if given.ended == "terminated":
            _complete_unsaid(cmi)
        if review is False and (given.asked or given.ended == "terminated"):
            review = _review_if_completed(cmi)
        data = cmi.values
    ended = given.ended is not None or sco["exited"] is not None
    changes: Row = {
        "data": data,
        "seconds_tracked": total((session["tracked"], _seconds(given.seconds, sco, session))),
        "exited": now if ended else None,
        "session": {
            **(session if in_review else _without_edits(session)),
            "sequence": sequence,
            "terminated": given.ended == "terminated",
            "review": review,
        },
    }
    changed = attempts.change_sco(work, sco, changes)
    attempts.touch(work, attempt, now)
    return Taken(changed, new=True, refused=refused, in_review=in_review, held=held)


def edit(work: UnitOfWork, sco: Row, changes: Row, elements: Iterable[str]) -> Row:
    """Change columns of a SCO for an administrator, including these elements of its data; returns its row.

    The next run continues with the edited data, in SCORM 2004 too; an edited entry or exit is kept for the learner. A later commit of the
    SCO overwrites the edit.
    """
    before = sco["session"]
    edited = dict.fromkeys([*((before or {}).get("edited") or ()), *elements])
    if not edited:
        return attempts.change_sco(work, sco, changes)
    over = {"number": len(sco["history"]), "sequence": 0, "terminated": True, "total": 0.0, "tracked": 0.0}
    return attempts.change_sco(work, sco, {**changes, "session": {**(before or over), "edited": list(edited)}})


def is_running(sco: Row) -> bool:
    """True if the SCO has an open run, so that it can commit."""
    return sco["exited"] is None and sco["session"] is not None and not sco["session"]["terminated"]


def end(work: UnitOfWork, now: datetime, attempt: Row) -> bool:
    """End all open runs of an attempt; returns whether there was one.

    The end of a SCORM 2004 attempt also ends its activities, even if their SCOs did not terminate (SN, UP.4). In SCORM 1.2, only the SCO
    can end itself.
    """
    said_by_the_sco = model_of(Standard(attempt["standard"])) is SCORM_12
    running = [
        sco
        for sco in attempts.scos(work, attempt["id"])
        if sco["exited"] is None or (not said_by_the_sco and attempts.was_left(sco))
    ]
    for sco in running:
        session = sco["session"] and {**sco["session"], "over": not said_by_the_sco}
        attempts.change_sco(work, sco, {"exited": sco["exited"] or now, "session": session})
    if running:
        attempts.touch(work, attempt, now)
    return bool(running)


def seed_of(model: DataModel, activity: Activity) -> dict[str, str]:
    """The elements that the manifest sets before a SCO's first run."""
    if model is SCORM_12:
        found = {
            "cmi.student_data.mastery_score": _text(activity.mastery_score),
            "cmi.student_data.max_time_allowed": activity.max_time_allowed,
            "cmi.student_data.time_limit_action": activity.time_limit_action,
            "cmi.launch_data": activity.launch_data,
        }
    else:
        found = {
            "cmi.scaled_passing_score": _text(activity.scaled_passing_score),
            "cmi.completion_threshold": _text(activity.completion_threshold),
            "cmi.max_time_allowed": activity.max_time_allowed,
            "cmi.time_limit_action": activity.time_limit_action,
            "cmi.launch_data": activity.launch_data,
        }
        # Unseeded, a course that looks for its objectives finds none (seen with real ones).
        for index, identifier in enumerate(activity.objective_identifiers):
            found[f"cmi.objectives.{index}.id"] = identifier
    return _allowed(model, {name: value for name, value in found.items() if value})


def entry_element(model: DataModel) -> str:
    """The element that tells a SCO whether it goes on."""
    return "cmi.core.entry" if model is SCORM_12 else "cmi.entry"


def span(model: DataModel, seconds: float) -> str:
    """Seconds as the data model writes a span of time, to the hundredth."""
    minutes, rest = divmod(hundredths(seconds), 6000)
    hours, minutes = divmod(minutes, 60)
    if model is SCORM_12:
        return f"{min(hours, 9999):04d}:{minutes:02d}:{rest // 100:02d}.{rest % 100:02d}"
    return f"PT{hours}H{minutes}M{rest // 100}.{rest % 100:02d}S".replace(".00S", "S")


def _seen_longer(work: UnitOfWork, attempt: Row, sco: Row, given: CmiCommit) -> Taken:
    """An AICC unit reports that it is done before its page reports how long it was open: after the end, only that time is taken."""
    session = sco["session"]
    seconds = total((session["tracked"], _seconds(given.seconds, sco, session)))
    old = given.sequence is None or given.sequence <= session["sequence"]
    if old or attempt["standard"] != Standard.AICC or seconds == sco["seconds_tracked"]:
        return Taken(sco, new=False)
    changes: Row = {"seconds_tracked": seconds, "session": {**session, "sequence": given.sequence}}
    return Taken(attempts.change_sco(work, sco, changes), new=True)


def _find(package: CoursePackage, sco_id: str) -> tuple[int, Activity]:
    for position, activity in enumerate(playable(package)):
        if activity.identifier == sco_id:
            return position, activity
    raise LookupError(sco_id)


def _again(attempt: Row, sco: Row, activity: Activity, model: DataModel | None, reset: Reset | None) -> dict[str, str]:
    """The initial data of a further run."""
    if model is None:
        return dict(sco["data"])
    left, session = sco["data"], sco["session"] or {"terminated": True}
    edited = session.get("edited", ())
    without_a_word = not session["terminated"] and _exit(model) not in edited
    suspended = left.get(_exit(model)) == "suspend" or without_a_word
    keep = bool(edited) or (model is SCORM_12 if reset is None else reset == "never")
    per_run = (_exit(model), _session_time(model), "adl.nav.request")
    if suspended or keep:
        data = {name: value for name, value in left.items() if name not in per_run}
    else:
        data = {name: value for name, value in left.items() if name.startswith("cmi.learner_preference.")}
        data |= seed_of(model, activity)
        data |= dict(zip(model.learner, (attempt["learner_id"], attempt["learner_name"]), strict=True))
    if entry_element(model) not in edited:
        data[entry_element(model)] = "resume" if suspended else "" if keep else "ab-initio"
    return data


def _reviewed(data: dict[str, str], before: JsonObject, review: bool | None) -> tuple[dict[str, str], bool | None]:
    """The initial data of a further run with its lesson mode, and whether it is in review. An edited lesson mode stands."""
    if _MODE in before.get("edited", ()):
        return data, review
    if before.get("review"):
        data = {name: value for name, value in data.items() if name != _MODE}
    if review is False and data.get(_STATUS) == "completed":
        return {**data, _MODE: "review"}, True
    return data, review


def _held(data: Mapping[str, str]) -> str | None:
    return data[_STATUS] if data.get(_STATUS) in ("completed", "passed") else None


def _not_taken_back(values: Mapping[str, str], held: str | None) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The values without a status that would take a held one back, and why."""
    status = values.get(_STATUS)
    if held is None or status in (None, "", held, "passed") or (held, status) == ("completed", "failed"):
        return values, ()
    rest = {name: value for name, value in values.items() if name != _STATUS}
    return rest, (f"{_STATUS} stays {held}: a relaunch does not take it back to {status}",)


def _complete_unsaid(cmi: CmiData) -> None:
    """A SCO of SCORM 1.2 that ends without a status is completed by the LMS, and its mastery score decides further (RTE 1.2, 3.4.4)."""
    if cmi.model is SCORM_12 and cmi.read(_STATUS) == "not attempted" and cmi.values.get(_exit(cmi.model)) != "suspend":
        cmi.write(_STATUS, mastered(cmi) or "completed", by_lms=True)


def _review_if_completed(cmi: CmiData) -> bool:
    if cmi.read(_STATUS) != "completed":
        return False
    cmi.write(_MODE, "review", by_lms=True)
    return True


def _without_edits(session: JsonObject) -> JsonObject:
    return {name: value for name, value in session.items() if name != "edited"}


def _credited(data: dict[str, str], model: DataModel | None, *, credit: bool) -> dict[str, str]:
    if model is None or credit:
        return data
    return {**data, "cmi.core.credit" if model is SCORM_12 else "cmi.credit": "no-credit"}


def _write(cmi: CmiData, values: Mapping[str, str]) -> tuple[str, ...]:
    """Write the new values in the order that lists need; returns the refused ones with reasons."""
    refused = []
    for name in sorted(values, key=natural_order):
        value = values[name]
        if not _says_something(cmi, name, value):
            continue
        try:
            cmi.write(name, value)
        except CmiError as error:
            refused.append(str(error))
    return tuple(refused)


def _says_something(cmi: CmiData, name: str, value: str) -> bool:
    """False for a value that is unchanged, or empty and never set: a page sends every element that it knows."""
    if value == "" and name not in cmi.values:
        return False
    try:
        return value != cmi.read(name)
    except CmiError:
        return True


def _add_time(cmi: CmiData, earlier: float) -> None:
    """The total is what earlier runs left and the time of this one, so the same commit twice adds it once."""
    session = cmi.values.get(_session_time(cmi.model))
    if session is not None:
        cmi.write(_total(cmi.model), span(cmi.model, total((earlier, seconds_of(session)))), by_lms=True)


def _seconds(given: float | None, sco: Row, session: JsonObject) -> float:
    """The seconds of a run, which never become less. A page's stopwatch has more digits than milliseconds need."""
    before = difference(sco["seconds_tracked"], session["tracked"])
    if given is None or not math.isfinite(given) or not 0 <= given <= LONGEST_RUN:
        return before
    return max(round(given, 3), before)


def _allowed(model: DataModel, values: dict[str, str]) -> dict[str, str]:
    """Drop manifest values that the data model does not know; the SCO does not get them."""
    data = CmiData(model)
    for name in sorted(values, key=natural_order):
        try:
            data.write(name, values[name], by_lms=True)
        except CmiError:
            continue
    return data.values


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _exit(model: DataModel) -> str:
    return "cmi.core.exit" if model is SCORM_12 else "cmi.exit"


def _session_time(model: DataModel) -> str:
    return "cmi.core.session_time" if model is SCORM_12 else "cmi.session_time"


def _total(model: DataModel) -> str:
    return "cmi.core.total_time" if model is SCORM_12 else "cmi.total_time"
