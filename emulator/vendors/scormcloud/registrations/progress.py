"""A registration's progress: before the first launch the package's structure, then merged with the data of the attempt."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from emulator.contract.reading import InputReader
from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Activity
from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.parts import value_of
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration import roll_up
from emulator.vendors.scormcloud.courses import course_content, courses
from emulator.vendors.scormcloud.registrations import shared_state
from emulator.vendors.scormcloud.registrations.attempt_state import NO_TIME, state_of
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.rows import Row

_reader = InputReader(contract)
_STATE = contract.schemas["RegistrationSchema"]

UNLAUNCHED: Row = {
    "registration_completion": "UNKNOWN",
    "registration_completion_amount": 0.0,
    "registration_success": "UNKNOWN",
    "total_seconds_tracked": 0.0,
    "global_objectives": [],
    "shared_data": [],
}
"""Recorded of the vendor's engine; the live service writes UNKNOWN in capitals."""

NOT_ATTEMPTED: Row = {
    "attempts": 0,
    "activity_completion": "UNKNOWN",
    "activity_success": "UNKNOWN",
    "time_tracked": NO_TIME,
    "completion_amount": {"scaled": 0.0},
    "suspended": False,
}
EMPTY_RUNTIME: Row = {
    "completion_status": "unknown",
    "credit": "credit",
    "entry": "abinitio",
    "exit": "",
    "learner_preference": {"audio_level": 1.0, "language": "", "delivery_speed": 1.0, "audio_captioning": 0},
    "location": "",
    "mode": "normal",
    "progress_measure": "",
    "score_scaled": "",
    "score_raw": "",
    "score_min": "",
    "score_max": "",
    "total_time": NO_TIME,
    "time_tracked": NO_TIME,
    "runtime_success_status": "UNKNOWN",
    "suspend_data": "",
    "learner_comments": [],
    "lms_comments": [],
}
DETAILS = ("runtime_interactions", "runtime_objectives")


@dataclass(frozen=True, slots=True)
class ProgressDetail:
    """The level of detail of a registration.

    Measured on the live service: without a flag the root activity alone, `children` empty; with `includeChildResults` the tree; with
    `includeRuntime` also the runtime of launched activities. `includeInteractionsAndObjectives` adds both (documented).
    """

    children: bool = False
    interactions_and_objectives: bool = False
    runtime: bool = False


def shown(world: World, row: Row, instance: Row, detail: ProgressDetail) -> Row:
    """RegistrationSchema: the registration's own data, and the attempt's if there is one. Before the first launch, the progress is the
    initial state that was given at its creation."""
    version = courses.version_row(world, instance["course_id"], instance["course_version"])
    root = course_content.package_of(world.work, version["package_id"]).root
    if instance["attempt_id"] is not None:
        settings = roll_up.settings_of(world.work, row, instance, version["standard"])
        state, activities = state_of(world.work, instance["attempt_id"], root, settings)
        state |= shared_state.shown(state.pop("sequencing"), root, given(instance)[0])
    else:
        state, activities = given(instance)
    learner = {name: value_of(row, f"learner_{name}") for name in ("id", "email", "first_name", "last_name")}
    return {
        **UNLAUNCHED,
        **state,
        "id": row["id"],
        "instance": instance["instance"],
        "xapi_registration_id": instance["xapi_registration_id"],
        "updated": instance["updated"],
        "created_date": instance["created"],
        "course": {"id": instance["course_id"], "title": version["title"], "version": instance["course_version"]},
        "learner": learner,
        "tags": tags.of(world.work, row["app_id"], tags.REGISTRATION, row["id"]),
        "activity_details": _activity(root, activities, detail),
    }


def read_ahead(world: World, rows: Iterable[tuple[Row, Row]]) -> None:
    """Read the rows for `shown` of many registrations, each with an instance, at once."""
    listed = list(rows)
    courses.read_versions_ahead(world, [(each["course_id"], each["course_version"]) for _, each in listed])
    attempts.read_ahead(world.work, [each["attempt_id"] for _, each in listed])
    roll_up.read_ahead(world.work, [(row, each) for row, each in listed if each["attempt_id"] is not None])
    tags.read_ahead(world.work, world.actor["id"], tags.REGISTRATION, [row["id"] for row, _ in listed])


def given(instance: Row) -> tuple[Row, dict[str, Row]]:
    """The initial state of an instance's registration, and those of its activities by id."""
    state = cast(Row, _reader.document(_STATE, instance["state"] or {}))
    return state, {activity["id"]: activity for activity in _flat(state.pop("activity_details", None))}


def _activity(activity: Activity, known: dict[str, Row], detail: ProgressDetail) -> Row:
    attempt = known.get(activity.identifier, Row())
    children = [_activity(child, known, detail) for child in activity.children] if detail.children else []
    own: Row = {"id": activity.identifier, "title": activity.title, "children": children}
    result: Row = {**NOT_ATTEMPTED, **attempt, **own}
    result["objectives"] = (
        attempt.get("objectives", _objectives(activity)) if detail.interactions_and_objectives else None
    )
    with_runtime = detail.runtime and activity.launchable
    result["static_properties"] = _static_properties(activity) if with_runtime else None
    result["runtime"] = _runtime(attempt.get("runtime", Row()), detail) if with_runtime else None
    return result


def _runtime(known: Row, detail: ProgressDetail) -> Row:
    details = {name: known.get(name, []) if detail.interactions_and_objectives else None for name in DETAILS}
    return {**EMPTY_RUNTIME, **known, **cast(Row, details)}


def _objectives(activity: Activity) -> list[Row]:
    """The objectives of the manifest; the first one is the primary objective."""
    return [
        {
            "id": identifier,
            "primary": position == 0,
            "objective_completion": "UNKNOWN",
            "objective_success": "UNKNOWN",
            "previous_objective_success": "UNKNOWN",
        }
        for position, identifier in enumerate(activity.objective_identifiers)
    ]


def _static_properties(activity: Activity) -> Row:
    """The values that the manifest sets for the activity (recorded of the vendor's engine, which shows them with the runtime)."""
    score, threshold = activity.scaled_passing_score, activity.completion_threshold
    return {
        "completion_threshold": str(threshold) if threshold is not None else "",
        "launch_data": activity.launch_data or "",
        "max_time_allowed": activity.max_time_allowed or "",
        "scaled_passing_score": float(score) if score is not None else None,
        "scaled_passing_score_used": score is not None,
        "time_limit_action": activity.time_limit_action or "",
    }


def _flat(activity: Any) -> Iterator[Row]:
    waiting = [activity] if activity else []
    while waiting:
        found = waiting.pop()
        waiting.extend(found.get("children") or ())
        if found.get("id"):
            yield found
