"""The result of one run of a SCO. The rules are the standards' where they have any; our own rules are marked as inferred."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from emulator.courseware.attempts import xapi_data
from emulator.courseware.attempts.xapi_data import number, scale
from emulator.courseware.cmi import SCORM_12, CmiData, model_of
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.package.sequencing_definition import Sequencing
from emulator.courseware.rollup.rollup_settings import DEFAULT, Completed, RollUpSettings
from emulator.courseware.rollup.runtime import Runtime, Success, runtime_of
from emulator.light.records import dataclass

_NO_SEQUENCING = Sequencing()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a run. `score` is -1 to 1, None if there is no score; `amount` is 0 to 1."""

    completion: Completed = "unknown"
    success: Success = "unknown"
    score: Decimal | None = None
    amount: float = 0.0


NOTHING = Outcome()
"""Of an activity that nobody has opened."""


def outcome_of(
    activity: Activity,
    standard: Standard,
    data: Mapping[str, str],
    *,
    ended: bool,
    settings: RollUpSettings = DEFAULT,
) -> Outcome:
    """The result of a SCO's data. `ended` is true if the launch is over, so that values it did not set can be decided."""
    if activity.kind == "ASSET":
        return Outcome("completed", amount=1.0)
    model = model_of(standard)
    if model is None:
        return _outcome_xapi(activity, data)
    cmi = CmiData(model, data)
    if model is SCORM_12:
        return _outcome_12(activity, cmi, ended=ended, settings=settings)
    return outcome_2004(activity, cmi, ended=ended, settings=settings)


def _outcome_xapi(activity: Activity, data: Mapping[str, str]) -> Outcome:
    """Inferred: a unit of cmi5 is completed when it says so or meets its moveOn criterion."""
    unit = activity.detail.cmi5
    said = data.get(xapi_data.COMPLETION) == xapi_data.COMPLETED
    done = said or (unit is not None and xapi_data.is_satisfied(unit.move_on, data))
    success = data.get(xapi_data.SUCCESS)
    progress = xapi_data.progress_of(data)
    return Outcome(
        "completed" if done else "incomplete",
        "passed" if success == xapi_data.PASSED else "failed" if success == xapi_data.FAILED else "unknown",
        xapi_data.scaled_score(data),
        1.0 if done else progress or 0.0,
    )


def _outcome_12(activity: Activity, cmi: CmiData, *, ended: bool, settings: RollUpSettings) -> Outcome:
    runtime = runtime_of(cmi)
    completion: Completed = "completed" if runtime.completion == "completed" else "incomplete"
    success = runtime.success
    if runtime.completion == "not attempted":
        completion, success = _unsaid_12(activity, cmi, ended=ended)
    elif settings.score_overrides_status:
        decided = mastered(cmi, activity.mastery_score)
        if decided is not None and (ended or completion == "completed"):
            completion, success = "completed", decided
    if success == "failed" and settings.completion_of_failed is not None:
        completion = settings.completion_of_failed
    score = scale(*(number(each) for each in (runtime.score.raw, runtime.score.least, runtime.score.most)))
    return Outcome(completion, success, score, 1.0 if completion == "completed" else 0.0)


def _unsaid_12(activity: Activity, cmi: CmiData, *, ended: bool) -> tuple[Completed, Success]:
    """A SCO that set no status: the mastery score decides it (documented by the vendor of the player), else its end completes it."""
    if not ended or cmi.values.get("cmi.core.exit") == "suspend":
        return "incomplete", "unknown"
    return "completed", mastered(cmi, activity.mastery_score) or "unknown"


def mastered(cmi: CmiData, of_manifest: Decimal | None = None) -> Literal["passed", "failed"] | None:
    """Compare the score with the mastery score, by default the manifest's; None if either is missing."""
    mastery = number(cmi.values.get("cmi.student_data.mastery_score"))
    mastery = mastery if mastery is not None else of_manifest
    raw = number(cmi.values.get("cmi.core.score.raw"))
    if mastery is None or raw is None:
        return None
    return "passed" if raw >= mastery else "failed"


def outcome_2004(activity: Activity, cmi: CmiData, *, ended: bool, settings: RollUpSettings) -> Outcome:
    """The result as it is shown: the completion of a launched SCO is never unknown."""
    found = tracked_2004(activity, cmi, ended=ended, settings=settings)
    return replace(found, completion="incomplete") if found.completion == "unknown" else found


def tracked_2004(activity: Activity, cmi: CmiData, *, ended: bool, settings: RollUpSettings) -> Outcome:
    """The result as sequencing tracks it. The thresholds of the manifest override the SCO's values (RTE 4.2.4, 4.2.22).

    If a SCO ended without suspending, unknown values become completed and satisfied, unless the manifest leaves them to
    the content (SN, end attempt process UP.4).
    """
    runtime = runtime_of(cmi)
    completion, success = _completion_2004(activity, cmi, runtime), runtime.success
    scaled = number(runtime.score.scaled)
    if scaled is None and settings.scale_raw:
        scaled = scale(*(number(each) for each in (runtime.score.raw, runtime.score.least, runtime.score.most)))
    passing = number(cmi.values.get("cmi.scaled_passing_score"))
    passing = passing if passing is not None else activity.scaled_passing_score
    if passing is not None and scaled is not None:
        success = "passed" if scaled >= passing else "failed"
    if ended and runtime.exit != "suspend" and not settings.set_by_content:
        sequencing = activity.detail.sequencing or _NO_SEQUENCING
        if completion == "unknown" and not sequencing.completion_set_by_content:
            completion = "completed"
        if success == "unknown" and not sequencing.objective_set_by_content and passing is None:
            success = "passed"
    if settings.satisfied_completes and success == "passed":
        completion = "completed"
    measure = number(runtime.progress_measure)
    done = 1.0 if completion == "completed" else 0.0
    return Outcome(completion, success, scaled, float(measure) if measure is not None else done)


def _completion_2004(activity: Activity, cmi: CmiData, runtime: Runtime) -> Completed:
    measure = number(runtime.progress_measure)
    threshold = number(cmi.values.get("cmi.completion_threshold"))
    threshold = threshold if threshold is not None else activity.completion_threshold
    if threshold is not None and measure is not None:
        return "completed" if measure >= threshold else "incomplete"
    if runtime.completion == "completed":
        return "completed"
    return "unknown" if runtime.completion == "unknown" else "incomplete"
