"""The progress of an attempt in the members of the vendor's registration types."""

from decimal import Decimal
from typing import Any

from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.rollup.rollup import Outcome, Progress, RollUpSettings, roll_up
from emulator.courseware.rollup.runtime import Comment, Runtime, RuntimeInteraction, RuntimeObjective
from emulator.store.decimals import hundredths, total
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.rows import Row

NO_TIME = "0000:00:00"
COMPLETION = {
    "unknown": "UNKNOWN",
    "not attempted": "NOT_ATTEMPTED",
    "incomplete": "INCOMPLETE",
    "browsed": "BROWSED",
    "completed": "COMPLETED",
}
ENTRY = {"ab-initio": "abinitio"}
KINDS = {
    "true-false": "TrueFalse",
    "choice": "Choice",
    "fill-in": "FillIn",
    "long-fill-in": "LongFillIn",
    "likert": "Likert",
    "matching": "Matching",
    "performance": "Performance",
    "sequencing": "Sequencing",
    "numeric": "Numeric",
    "other": "Other",
}


def state_of(work: UnitOfWork, attempt_id: str, root: Activity, settings: RollUpSettings) -> tuple[Row, dict[str, Row]]:
    """The state of a registration from its attempt, and the state of each activity by id. `sequencing` is the stored state, unchanged."""
    attempt = attempts.find(work, attempt_id)
    assert attempt is not None
    scos = attempts.scos(work, attempt_id)
    progress = roll_up(root, Standard(attempt["standard"]), scos, settings)
    state: Row = {
        "registration_completion": COMPLETION[progress.outcome.completion],
        "registration_completion_amount": progress.outcome.amount,
        "registration_success": progress.outcome.success.upper(),
        "score": score_of(progress.outcome),
        "total_seconds_tracked": total(sco["seconds_tracked"] for sco in scos),
        "first_access_date": attempt["first_access"],
        "last_access_date": attempt["last_access"],
        "completed_date": progress.completed_at,
        "sequencing": attempt["sequencing"],
    }
    return state, {found.activity.identifier: _activity(found) for found in _walk(progress)}


def score_of(outcome: Outcome) -> Row | None:
    """ScoreSchema, as a percentage (documented: -100 to 100); None while no score is known."""
    return None if outcome.score is None else {"scaled": _number(outcome.score * 100)}


def clock_time(seconds: float) -> str:
    """Seconds in the vendor's form: 0000:32:46.40, without the fraction if it is zero (recorded)."""
    whole, fraction = divmod(hundredths(seconds), 100)
    text = f"{whole // 3600:04d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{text}.{fraction:02d}" if fraction else text


def _walk(progress: Progress) -> list[Progress]:
    return [progress, *(below for child in progress.children for below in _walk(child))]


def _activity(progress: Progress) -> Row:
    outcome, runtime = progress.outcome, progress.runtime
    row: Row = {
        "attempts": progress.attempts,
        "activity_completion": COMPLETION[outcome.completion],
        "activity_success": outcome.success.upper(),
        "score": score_of(outcome),
        "time_tracked": NO_TIME if progress.children else clock_time(progress.seconds),
        "completion_amount": {"scaled": outcome.amount},
        "suspended": progress.suspended,
        "objectives": _objectives(progress),
    }
    if runtime is not None:
        row["runtime"] = _runtime(runtime, progress)
    return row


def _objectives(progress: Progress) -> list[Row]:
    """The objectives in the manifest. The first one is the primary objective and has the activity's own result."""
    reported = {objective.id: objective for objective in progress.runtime.objectives} if progress.runtime else {}
    rows = []
    for position, identifier in enumerate(progress.activity.objective_identifiers):
        row: Row = {"id": identifier, "primary": position == 0, "previous_objective_success": "UNKNOWN"}
        if position == 0:
            outcome = progress.outcome
            row |= _objective_status(COMPLETION[outcome.completion], outcome.success, score_of(outcome))
        else:
            row |= _reported(reported.get(identifier))
        rows.append(row)
    return rows


def _reported(found: RuntimeObjective | None) -> Row:
    if found is None:
        return _objective_status("UNKNOWN", "unknown", None)
    completion = COMPLETION[found.completion]
    known = completion if completion in ("COMPLETED", "INCOMPLETE") else "UNKNOWN"
    score: Row | None = {"scaled": _number(Decimal(found.score.scaled) * 100)} if found.score.scaled else None
    return _objective_status(known, found.success, score)


def _objective_status(completion: str, success: str, score: Row | None) -> Row:
    return {"objective_completion": completion, "objective_success": success.upper(), "score": score}


def _runtime(runtime: Runtime, progress: Progress) -> Row:
    preference = {
        "audio_level": float(runtime.audio_level or 1),
        "language": runtime.language,
        "delivery_speed": float(runtime.delivery_speed or 1),
        "audio_captioning": int(runtime.audio_captioning or 0),
    }
    # Recorded: every version has the words of SCORM 2004, which do not include `browsed`.
    completion = "incomplete" if runtime.completion == "browsed" else runtime.completion
    return {
        "completion_status": completion,
        "credit": runtime.credit,
        "entry": ENTRY.get(runtime.entry, runtime.entry),
        "exit": runtime.exit,
        "learner_preference": preference,
        "location": runtime.location,
        "mode": runtime.mode,
        "progress_measure": runtime.progress_measure,
        "score_scaled": runtime.score.scaled,
        "score_raw": runtime.score.raw,
        "score_min": runtime.score.least,
        "score_max": runtime.score.most,
        "total_time": clock_time(runtime.total_seconds),
        "time_tracked": clock_time(progress.seconds),
        "runtime_success_status": runtime.success.upper(),
        "suspend_data": runtime.suspend_data,
        "learner_comments": [_comment(comment) for comment in runtime.learner_comments],
        "lms_comments": [_comment(comment) for comment in runtime.lms_comments],
        "runtime_interactions": [_interaction(found) for found in runtime.interactions],
        "runtime_objectives": [_runtime_objective(found) for found in runtime.objectives],
    }


def _comment(comment: Comment) -> Row:
    return {"value": comment.text, "location": comment.location, "date_time": comment.at}


def _interaction(found: RuntimeInteraction) -> Row:
    return {
        "id": found.id,
        "type": KINDS.get(found.kind),
        "objectives": list(found.objectives),
        "timestamp": found.at or None,
        "correct_responses": list(found.correct_responses),
        "weighting": found.weighting or None,
        "learner_response": found.response,
        "result": found.result or None,
        "latency": clock_time(found.seconds) if found.seconds is not None else None,
        "description": found.description or None,
    }


def _runtime_objective(found: RuntimeObjective) -> Row:
    return {
        "id": found.id,
        "score_scaled": found.score.scaled,
        "score_min": found.score.least,
        "score_max": found.score.most,
        "score_raw": found.score.raw,
        "runtime_objective_success_status": found.success.upper(),
        "runtime_objective_completion_status": COMPLETION[found.completion],
        "progress_measure": found.progress_measure,
        "description": found.description,
    }


def _number(value: Decimal) -> Any:
    """A number without trailing zeros, and without the rounding error of a mean."""
    return float(round(value, 4))
