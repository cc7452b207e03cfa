"""The launch history of a registration: each launch of a SCO, and its result."""

from datetime import datetime
from typing import Any

from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.rollup.rollup import RollUpSettings, outcome_of
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.configuration.roll_up import settings_of
from emulator.vendors.scormcloud.courses import course_content, courses
from emulator.vendors.scormcloud.registrations import instances, registrations
from emulator.vendors.scormcloud.registrations.attempt_state import COMPLETION, score_of
from emulator.vendors.scormcloud.rows import Row

NO_LOG = "lms-emulator keeps no history log: historyLog is left out"


def find(world: World, registration_id: str, instance: int | None, *, with_log: bool) -> dict[str, list[Row]]:
    """Every launch of the latest instance, or of another one, in order of time. 404 if it does not exist."""
    row = registrations.find_row(world, registration_id)
    found = registrations.latest_instance(world, row) if instance is None else instances.find_row(world, row, instance)
    if with_log:
        world.hint(NO_LOG)
    return {"launch_history": _launches(world, row, found) if found["attempt_id"] is not None else []}


def _launches(world: World, registration: Row, instance: Row) -> list[Row]:
    attempt = attempts.find(world.work, instance["attempt_id"])
    assert attempt is not None
    version = courses.version_row(world, instance["course_id"], instance["course_version"])
    package = course_content.package_of(world.work, version["package_id"])
    activities = {activity.identifier: activity for activity in package.activities()}
    settings = settings_of(world.work, registration, instance, version["standard"])
    launches = [
        (launch, sco)
        for sco in attempts.scos(world.work, attempt["id"])
        for launch in sco["history"]
        if sco["sco_id"] in activities
    ]
    launches.sort(key=lambda launch: launch[0]["started"])
    return [
        {
            "id": instance["registration_id"],
            "instance": instance["instance"],
            "launch_history_id": f"{attempt['id']}-{number}",
            **_outcome(activities[sco["sco_id"]], Standard(attempt["standard"]), launch, settings),
        }
        for number, (launch, sco) in enumerate(launches, 1)
    ]


def _outcome(activity: Activity, standard: Standard, launch: dict[str, Any], settings: RollUpSettings) -> Row:
    started = datetime.fromisoformat(launch["started"])
    exited = datetime.fromisoformat(launch["exited"]) if launch["exited"] else None
    outcome = outcome_of(activity, standard, launch["data"], ended=exited is not None, settings=settings)
    return {
        "score": score_of(outcome),
        "completion_status": COMPLETION[outcome.completion],
        "success_status": outcome.success.upper(),
        "total_seconds_tracked": launch["seconds"] if "seconds" in launch else _between(started, exited),
        "launch_time": started,
        "exit_time": exited,
        "last_runtime_update": exited or started,
    }


def _between(started: datetime, exited: datetime | None) -> float:
    return max((exited - started).total_seconds(), 0.0) if exited else 0.0
