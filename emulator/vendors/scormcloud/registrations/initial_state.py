"""The initial state of a registration, as data of its SCOs at their first launch.

Inferred throughout; documented is only that there is such a state. Values that the standard's data model refuses are left out. A SCO is
resumed if its state says so (`resume`), or if its state does not say how it was left and it has a bookmark, suspend data or an open status.
"""

from collections.abc import Mapping
from typing import Any, cast

from emulator.courseware.attempts import attempts
from emulator.courseware.cmi import SCORM_12, CmiData, CmiError, DataModel, model_of, natural_order
from emulator.courseware.package.package import Activity, CoursePackage
from emulator.courseware.play import run
from emulator.courseware.rollup.runtime import seconds_of
from emulator.sandbox.world import World
from emulator.store.decimals import decimal_of
from emulator.store.rows import Row as CommonRow
from emulator.vendors.scormcloud.registrations.attempt_state import KINDS
from emulator.vendors.scormcloud.rows import Row

_KINDS = {name: kind for kind, name in KINDS.items()}
_STATUS = {"COMPLETED": "completed", "INCOMPLETE": "incomplete", "PASSED": "passed", "FAILED": "failed"}
_MOMENTS = ("first_access_date", "last_access_date")

Values = dict[str, Any]


def carry(world: World, attempt: CommonRow, package: CoursePackage, state: Row, activities: Mapping[str, Row]) -> None:
    """Set the initial state of a new attempt's SCOs; `activities` are the activities of the state by id."""
    model = model_of(package.standard)
    if model is None:
        return
    playable = run.playable(package)
    for position, activity in enumerate(playable):
        found = activities.get(activity.identifier)
        if len(playable) == 1:
            found = {**_of_registration(state), **_without_nothing(found or {})}
        if found is None or not _says_something(found):
            continue
        data = _checked(world, model, activity, _values(model, found))
        seconds = _seconds(found.get("time_tracked"))
        if not seconds and len(playable) == 1:
            seconds = float(state.get("total_seconds_tracked") or 0.0)
        attempts.add_unlaunched(
            world.work,
            attempt,
            activity.identifier,
            activity.title,
            world.now(),
            position=position,
            data=data,
            seconds=seconds,
        )
    attempts.note_access(world.work, attempt, state.get("first_access_date"), state.get("last_access_date"))


def _of_registration(state: Row) -> Row:
    """In a course with one SCO, the SCO has the state of the registration."""
    return _without_nothing(
        {
            "activity_completion": state.get("registration_completion"),
            "activity_success": state.get("registration_success"),
            "score": state.get("score"),
        }
    )


def _without_nothing(row: Row) -> Row:
    return cast(Row, {name: value for name, value in row.items() if value not in (None, "UNKNOWN")})


def _says_something(found: Row) -> bool:
    statuses = (found.get("activity_completion"), found.get("activity_success"))
    return bool(found.get("runtime") or found.get("score") or any(status in _STATUS for status in statuses))


def _values(model: DataModel, found: Row) -> Values:
    runtime: Row = found.get("runtime") or Row()
    text = {name: value for name, value in runtime.items() if isinstance(value, str) and value}
    completion = _known(text.get("completion_status", "").lower()) or _STATUS.get(
        found.get("activity_completion") or ""
    )
    success = _STATUS.get(text.get("runtime_success_status", "")) or _STATUS.get(found.get("activity_success") or "")
    resumed = text.get("entry", "").lower() == "resume" or bool(found.get("suspended"))
    bookmarked = resumed or text.get("location") or text.get("suspend_data")
    # Ending a SCO sets the values that it left open (UP.4); so a SCO that is not completed has not ended.
    decided = (success or completion) if model is SCORM_12 else (success and completion == "completed")
    left = text.get("exit") or ("" if decided and not bookmarked else "suspend")
    scaled = (found.get("score") or {}).get("scaled")
    total = _seconds(text.get("total_time"))
    is_12 = model is SCORM_12
    values: Values = {"cmi.suspend_data": text.get("suspend_data"), **_lists(runtime, model)}
    if is_12:
        values |= {
            "cmi.core.lesson_status": success or completion,
            "cmi.core.lesson_location": text.get("location"),
            "cmi.core.exit": left if left != "normal" else None,
            "cmi.core.score.raw": text.get("score_raw") or _plain(scaled),
        }
    else:
        values |= {
            "cmi.completion_status": completion,
            "cmi.success_status": success,
            "cmi.location": text.get("location"),
            "cmi.exit": left,
            "cmi.score.raw": text.get("score_raw"),
            "cmi.score.scaled": text.get("score_scaled")
            or _plain(float(decimal_of(scaled) / 100) if scaled is not None else None),
            "cmi.progress_measure": text.get("progress_measure"),
        }
    core = "cmi.core" if is_12 else "cmi"
    values |= {f"{core}.score.{name}": text.get(f"score_{name}") for name in ("min", "max")}
    values[f"{core}.total_time"] = run.span(model, total) if total else None
    return values


def _known(completion: str) -> str | None:
    return completion if completion in ("completed", "incomplete", "browsed", "not attempted") else None


def _lists(runtime: Row, model: DataModel) -> Values:
    values: Values = {}
    is_12 = model is SCORM_12
    for index, found in enumerate(runtime.get("runtime_objectives") or ()):
        place = f"cmi.objectives.{index}"
        completion = (found.get("runtime_objective_completion_status") or "").lower().replace("_", " ")
        success = _STATUS.get(found.get("runtime_objective_success_status") or "")
        values[f"{place}.id"] = found.get("id")
        values |= {f"{place}.score.{name}": found.get(f"score_{name}") for name in ("raw", "min", "max")}
        if is_12:
            values[f"{place}.status"] = success or _known(completion)
        else:
            values |= {
                f"{place}.success_status": success,
                f"{place}.completion_status": _known(completion),
                f"{place}.score.scaled": found.get("score_scaled"),
                f"{place}.progress_measure": found.get("progress_measure"),
                f"{place}.description": found.get("description"),
            }
    for index, found in enumerate(runtime.get("runtime_interactions") or ()):
        values |= _interaction(f"cmi.interactions.{index}", found, model)
    return values


def _interaction(place: str, found: Row, model: DataModel) -> Values:
    is_12 = model is SCORM_12
    result, latency = found.get("result"), found.get("latency")
    values: Values = {
        f"{place}.id": found.get("id"),
        f"{place}.type": _KINDS.get(found.get("type") or ""),
        f"{place}.weighting": found.get("weighting"),
        f"{place}.result": "wrong" if is_12 and result == "incorrect" else result,
        f"{place}.{'student' if is_12 else 'learner'}_response": found.get("learner_response"),
        f"{place}.{'time' if is_12 else 'timestamp'}": found.get("timestamp"),
        f"{place}.latency": run.span(model, _seconds(latency)) if latency else None,
        f"{place}.description": None if is_12 else found.get("description"),
    }
    values |= {f"{place}.objectives.{index}.id": each for index, each in enumerate(found.get("objectives") or ())}
    patterns = found.get("correct_responses") or ()
    return values | {f"{place}.correct_responses.{index}.pattern": each for index, each in enumerate(patterns)}


def _checked(world: World, model: DataModel, activity: Activity, values: Values) -> dict[str, str]:
    """The values of the state, over those of the manifest, if the data model accepts them."""
    data = CmiData(model, run.seed_of(model, activity))
    for name in sorted((name for name in values if values[name] not in (None, "")), key=natural_order):
        try:
            data.write(name, str(values[name]), by_lms=True)
        except CmiError as error:
            world.hint(f"not carried from the initial state: {error}")
    return data.values


def _plain(number: float | None) -> str | None:
    return None if number is None else f"{number:.7f}".rstrip("0").rstrip(".")


def _seconds(text: str | None) -> float:
    """The seconds of 0000:32:46.40, or of a duration of ISO 8601; 0 for any other text."""
    try:
        return seconds_of(text or "")
    except ValueError:
        return 0.0
