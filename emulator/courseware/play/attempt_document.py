"""An attempt as the control API shows it: the progress of its activities, and the data of each SCO."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from emulator.courseware.play import run
from emulator.courseware.rollup.progress import Progress
from emulator.courseware.rollup.rollup import Outcome
from emulator.courseware.rollup.runtime import Success
from emulator.store.rows import Row


def status_of(outcome: Outcome) -> str:
    """A single word for both statuses, as in SCORM 1.2."""
    if outcome.success in ("passed", "failed"):
        return outcome.success
    return "not attempted" if outcome.completion == "unknown" else outcome.completion


def outcome(progress: Progress | None, kept: Outcome | None = None) -> dict[str, Any]:
    """The progress of an activity, or the result that its platform keeps. `score` is 0 to 100; None if there is no score."""
    found = _that_counts(progress.outcome if progress is not None else Outcome(), kept)
    return {
        "status": status_of(found),
        "completion": found.completion,
        "success": found.success,
        "score": None if found.score is None else float(round(found.score * 100, 4)),
        "seconds": round(progress.seconds, 3) if progress is not None else 0.0,
        "suspended": progress is not None and progress.suspended,
    }


def _that_counts(said: Outcome, kept: Outcome | None) -> Outcome:
    """The result of the course, or in its place the one that the platform keeps: a reported one, or an earlier, better one."""
    if kept is None:
        return said
    is_same = said.score is not None and kept.score is not None and round(said.score, 2) == kept.score
    score = said.score if is_same or kept.score is None else kept.score
    if kept.completion == "completed":
        success: Success = "passed" if said.success == "passed" else "unknown"
        return replace(said, completion="completed", success=success, score=score)
    return replace(said, completion=kept.completion if said.completion == "unknown" else said.completion, score=score)


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
        "history": [
            {**launch, **{at: _utc(launch.get(at)) for at in ("started", "exited")}} for launch in row["history"]
        ],
    }


def played(row: Row) -> dict[str, Any]:
    """The SCO that was just played, as a document."""
    return {"sco": row["sco_id"], "run": len(row["history"]), "running": run.is_running(row), "values": row["data"]}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else _utc(moment.isoformat())


def _utc(text: str | None) -> str | None:
    """A moment as all else of the control API has it: UTC is Z."""
    return text and text.replace("+00:00", "Z")
