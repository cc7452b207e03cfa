"""A learner's progress in each activity of a course: the result of a roll-up, and its input at the leaves."""

from collections.abc import Iterable
from datetime import datetime

from emulator.courseware.attempts import attempts
from emulator.courseware.cmi import SCORM_12, CmiData, model_of
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.rollup.outcome import NOTHING, Outcome, outcome_of
from emulator.courseware.rollup.rollup_settings import RollUpSettings
from emulator.courseware.rollup.runtime import Runtime, runtime_of
from emulator.light.records import dataclass
from emulator.store.decimals import total
from emulator.store.rows import Row


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's progress in an activity. `attempts` counts launches without resumed ones; `seconds` is the player's time.

    `completed_at` is the end (or the start, while it runs) of the launch that completed the activity.
    """

    activity: Activity
    outcome: Outcome = NOTHING
    attempts: int = 0
    seconds: float = 0.0
    suspended: bool = False
    completed_at: datetime | None = None
    runtime: Runtime | None = None
    children: tuple["Progress", ...] = ()


def of_sco(activity: Activity, standard: Standard, sco: Row, settings: RollUpSettings) -> Progress:
    """The progress of an activity that was launched."""
    model = model_of(standard)
    runtime = runtime_of(CmiData(model, sco["data"])) if model is not None and activity.kind == "SCO" else None
    outcome = outcome_of(activity, standard, sco["data"], ended=is_over(sco), settings=settings)
    done = outcome.completion == "completed"
    return Progress(
        activity,
        outcome,
        attempts=_attempts(standard, sco["history"]),
        seconds=sco["seconds_tracked"],
        suspended=runtime is not None and runtime.exit == "suspend",
        completed_at=_completed_at(activity, standard, sco["history"], settings) if done else None,
        runtime=runtime,
    )


def is_over(sco: Row) -> bool:
    """True if the SCO itself ended its last launch, or its data came from elsewhere."""
    return attempts.is_finished(sco["history"][-1]) if sco["history"] else sco["exited"] is not None


def of_children(activity: Activity, children: tuple[Progress, ...], outcome: Outcome) -> Progress:
    """The progress of an aggregation whose outcome is known: its time is its children's, its attempts the most of theirs."""
    counted = list(with_content(children))
    moments = [child.completed_at for child in counted if child.completed_at is not None]
    return Progress(
        activity,
        outcome,
        attempts=max((child.attempts for child in counted), default=0),
        seconds=total(child.seconds for child in counted),
        suspended=any(child.suspended for child in counted),
        completed_at=max(moments) if outcome.completion == "completed" and moments else None,
        children=children,
    )


def with_content(children: Iterable[Progress]) -> Iterable[Progress]:
    """The activities that contain something to open: an empty aggregation could never be completed."""
    return (child for child in children if any(below.launchable for below in child.activity.walk()))


def _attempts(standard: Standard, history: list[Row]) -> int:
    """The number of launches, without those that resume a suspended one."""
    exit_name = "cmi.core.exit" if model_of(standard) is SCORM_12 else "cmi.exit"
    resumed = sum(1 for launch in history[:-1] if launch["data"].get(exit_name) == "suspend")
    return max(len(history) - resumed, 1)


def _completed_at(
    activity: Activity, standard: Standard, history: list[Row], settings: RollUpSettings
) -> datetime | None:
    for launch in history:
        ended = attempts.is_finished(launch)
        outcome = outcome_of(activity, standard, launch["data"], ended=ended, settings=settings)
        if outcome.completion == "completed":
            return datetime.fromisoformat(launch["exited"] or launch["started"])
    return None
