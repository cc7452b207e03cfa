"""An attempt as the control API shows it: the progress of its activities, and the data of each SCO."""

from datetime import datetime
from typing import Any

from emulator.courseware.play import run
from emulator.courseware.rollup.progress import Progress
from emulator.courseware.rollup.rollup import Outcome
from emulator.store.rows import Row


def status_of(outcome: Outcome) -> str:
    """A single word for both statuses, as in SCORM 1.2."""
    if outcome.success in ("passed", "failed"):
        return outcome.success
    return "not attempted" if outcome.completion == "unknown" else outcome.completion


def outcome(progress: Progress | None) -> dict[str, Any]:
    """The progress of an activity. `score` is 0 to 100; None if there is no score."""
    found = progress.outcome if progress is not None else Outcome()
    return {
        "status": status_of(found),
        "completion": found.completion,
        "success": found.success,
        "score": None if found.score is None else float(round(found.score * 100, 4)),
        "seconds": round(progress.seconds, 3) if progress is not None else 0.0,
        "suspended": progress is not None and progress.suspended,
    }


def activities(progress: Progress) -> dict[str, Any]:
    """An activity with all below it."""
    children = []
    for child in progress.children:
        children.append(activities(child))  # noqa: PERF401 - one stack frame per level, not two
    activity = progress.activity
    return {
        "id": activity.identifier,
        "title": activity.title,
        "kind": activity.kind,
        "launchable": activity.launchable,
        "attempts": progress.attempts,
        "completed": _iso(progress.completed_at),
        **outcome(progress),
        "children": children,
    }


def sco(row: Row) -> dict[str, Any]:
    """A SCO that was launched: its values, and each of its launches."""
    return {
        "sco": row["sco_id"],
        "title": row["title"],
        "running": run.is_running(row),
        "started": _iso(row["started"]),
        "exited": _iso(row["exited"]),
        "seconds": row["seconds_tracked"],
        "values": row["data"],
        "history": row["history"],
    }


def played(row: Row) -> dict[str, Any]:
    """The SCO that was just played, as a document."""
    return {"sco": row["sco_id"], "run": len(row["history"]), "running": run.is_running(row), "values": row["data"]}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
