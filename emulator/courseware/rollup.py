"""From the CMI data of an attempt's SCOs to the progress of every activity of the course, the root's last.

Facts are the standards' where they say anything; what is ours is marked so. Sequencing rules of a manifest have no say yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from emulator.courseware.cmi import SCORM_12, CmiData, model_of
from emulator.courseware.package import Activity, Standard
from emulator.courseware.runtime import Runtime, Success, runtime_of
from emulator.store.statement import Row

Completed = Literal["unknown", "incomplete", "completed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of a SCO comes to. `score` is -1 to 1, None while there is none; `amount` is 0 to 1."""

    completion: Completed = "unknown"
    success: Success = "unknown"
    score: Decimal | None = None
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a learner is with an activity. `attempts` counts launches but those that resume; `seconds` is the player's time.

    `completed_at` is when the launch ended (or began, while it runs) with which the activity was completed.
    """

    activity: Activity
    outcome: Outcome = Outcome()
    attempts: int = 0
    seconds: float = 0.0
    suspended: bool = False
    completed_at: datetime | None = None
    runtime: Runtime | None = None
    children: tuple["Progress", ...] = ()


def roll_up(root: Activity, standard: Standard, scos: Iterable[Row]) -> Progress:
    """The progress of a course from the SCOs of an attempt (`ScoAttempt` rows)."""
    return _progress(root, standard, {sco["sco_id"]: sco for sco in scos})


def outcome_of(activity: Activity, standard: Standard, data: dict[str, str], *, ended: bool) -> Outcome:
    """What a SCO's data come to. `ended`: whether the launch is over, so that what it left unsaid is decided."""
    model = model_of(standard)
    if activity.kind == "ASSET" or model is None:
        return Outcome("completed", amount=1.0) if activity.kind == "ASSET" else Outcome("incomplete")
    cmi = CmiData(model, data)
    return _outcome_12(activity, cmi, ended=ended) if model is SCORM_12 else _outcome_2004(activity, cmi)


def _progress(activity: Activity, standard: Standard, scos: dict[str, Row]) -> Progress:
    children = tuple(_progress(child, standard, scos) for child in activity.children)
    sco = scos.get(activity.identifier)
    if not children:
        return Progress(activity) if sco is None else _of_sco(activity, standard, sco)
    return _combined(activity, children)


def _of_sco(activity: Activity, standard: Standard, sco: Row) -> Progress:
    model = model_of(standard)
    runtime = runtime_of(CmiData(model, sco["data"])) if model is not None and activity.kind == "SCO" else None
    outcome = outcome_of(activity, standard, sco["data"], ended=sco["exited"] is not None)
    return Progress(
        activity,
        outcome,
        attempts=_attempts(standard, sco["history"]),
        seconds=sco["seconds_tracked"],
        suspended=runtime is not None and runtime.exit == "suspend",
        completed_at=_completed_at(activity, standard, sco["history"]) if outcome.completion == "completed" else None,
        runtime=runtime,
    )


def _combined(activity: Activity, children: tuple[Progress, ...]) -> Progress:
    """Inferred for more than one child: completed and passed when all are, failed when one is, the mean of the scores there are."""
    counted = [child for child in children if any(below.launchable for below in child.activity.walk())]
    outcomes = [child.outcome for child in counted]
    moments = [child.completed_at for child in counted if child.completed_at is not None]
    completion = _completion(outcomes)
    return Progress(
        activity,
        Outcome(completion, _success(outcomes), _mean_score(outcomes), _mean_amount(outcomes)),
        attempts=max((child.attempts for child in counted), default=0),
        seconds=sum(child.seconds for child in counted),
        suspended=any(child.suspended for child in counted),
        completed_at=max(moments) if completion == "completed" and moments else None,
        children=children,
    )


def _completion(outcomes: list[Outcome]) -> Completed:
    found = {outcome.completion for outcome in outcomes}
    if found == {"completed"}:
        return "completed"
    return "unknown" if found <= {"unknown"} else "incomplete"


def _success(outcomes: list[Outcome]) -> Success:
    found = {outcome.success for outcome in outcomes}
    if "failed" in found:
        return "failed"
    return "passed" if found == {"passed"} else "unknown"


def _mean_score(outcomes: list[Outcome]) -> Decimal | None:
    scores = [outcome.score for outcome in outcomes if outcome.score is not None]
    return sum(scores, Decimal()) / len(scores) if scores else None


def _mean_amount(outcomes: list[Outcome]) -> float:
    return sum(outcome.amount for outcome in outcomes) / len(outcomes) if outcomes else 0.0


def _outcome_12(activity: Activity, cmi: CmiData, *, ended: bool) -> Outcome:
    runtime = runtime_of(cmi)
    score = _scaled_12(runtime)
    if runtime.completion == "not attempted":
        completion, success = _unsaid_12(activity, cmi, ended=ended)
    else:
        completion, success = "completed" if runtime.completion == "completed" else "incomplete", runtime.success
    return Outcome(completion, success, score, 1.0 if completion == "completed" else 0.0)


def _unsaid_12(activity: Activity, cmi: CmiData, *, ended: bool) -> tuple[Completed, Success]:
    """A SCO that set no status: the mastery score decides it (documented by the vendor of the player), else its end completes it."""
    if not ended or cmi.values.get("cmi.core.exit") == "suspend":
        return "incomplete", "unknown"
    mastery = _decimal(cmi.values.get("cmi.student_data.mastery_score"))
    mastery = mastery if mastery is not None else activity.mastery_score
    raw = _decimal(cmi.values.get("cmi.core.score.raw"))
    if mastery is None or raw is None:
        return "completed", "unknown"
    return "completed", "passed" if raw >= mastery else "failed"


def _scaled_12(runtime: Runtime) -> Decimal | None:
    raw = _decimal(runtime.score.raw)
    if raw is None:
        return None
    least, most = _decimal(runtime.score.least), _decimal(runtime.score.most)
    least, most = least if least is not None else Decimal(0), most if most is not None else Decimal(100)
    return (raw - least) / (most - least) if most > least else raw / 100


def _outcome_2004(activity: Activity, cmi: CmiData) -> Outcome:
    """The thresholds of the manifest win over what the SCO says (RTE 4.2.4, 4.2.22)."""
    runtime = runtime_of(cmi)
    measure, scaled = _decimal(runtime.progress_measure), _decimal(runtime.score.scaled)
    threshold = _decimal(cmi.values.get("cmi.completion_threshold"))
    threshold = threshold if threshold is not None else activity.completion_threshold
    passing = _decimal(cmi.values.get("cmi.scaled_passing_score"))
    passing = passing if passing is not None else activity.scaled_passing_score
    completion: Completed = "completed" if runtime.completion == "completed" else "incomplete"
    if threshold is not None and measure is not None:
        completion = "completed" if measure >= threshold else "incomplete"
    success = runtime.success
    if passing is not None and scaled is not None:
        success = "passed" if scaled >= passing else "failed"
    done = 1.0 if completion == "completed" else 0.0
    return Outcome(completion, success, scaled, float(measure) if measure is not None else done)


def _attempts(standard: Standard, history: list[Row]) -> int:
    """Launches, but not those that go on where the one before was suspended."""
    exit_name = "cmi.core.exit" if model_of(standard) is SCORM_12 else "cmi.exit"
    resumed = sum(1 for launch in history[:-1] if launch["data"].get(exit_name) == "suspend")
    return max(len(history) - resumed, 1)


def _completed_at(activity: Activity, standard: Standard, history: list[Row]) -> datetime | None:
    for launch in history:
        ended = launch["exited"] is not None
        if outcome_of(activity, standard, launch["data"], ended=ended).completion == "completed":
            return datetime.fromisoformat(launch["exited"] or launch["started"])
    return None


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
