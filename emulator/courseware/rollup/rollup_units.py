"""Roll-up of the standards without sequencing: the settings say how the results of the units make the result of the course.

All that concerns more than one unit is inferred; the standards leave it to the platform.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from emulator.courseware.attempts.xapi_data import is_satisfied
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.rollup.outcome import Outcome
from emulator.courseware.rollup.progress import Progress, of_children, of_sco
from emulator.courseware.rollup.rollup_settings import Completed, RollUpSettings
from emulator.courseware.rollup.runtime import Success
from emulator.store.decimals import mean
from emulator.store.rows import Row


def roll_up_units(root: Activity, standard: Standard, scos: Mapping[str, Row], settings: RollUpSettings) -> Progress:
    """The progress of a course of any standard but SCORM 2004. The modes of the settings count at its root alone."""
    return _progress(root, standard, scos, settings, is_root=True)


def _progress(
    activity: Activity, standard: Standard, scos: Mapping[str, Row], settings: RollUpSettings, *, is_root: bool
) -> Progress:
    below = []
    for child in activity.children:
        below.append(_progress(child, standard, scos, settings, is_root=False))  # noqa: PERF401 - one stack frame per level
    children = tuple(below)
    if not children:
        sco = scos.get(activity.identifier)
        return Progress(activity) if sco is None else of_sco(activity, standard, sco, settings)
    units = list(_units(children))
    outcome = _outcome(units, settings if is_root else _without_modes(settings))
    mode_counts = is_root and settings.status_mode is not None
    if units and not mode_counts and all(unit.activity.detail.cmi5 for unit in units):
        outcome = replace(outcome, completion=_satisfied(units, scos, outcome.completion))
    return of_children(activity, children, outcome)


def _units(progresses: tuple[Progress, ...]) -> Iterator[Progress]:
    for progress in progresses:
        if progress.children:
            yield from _units(progress.children)
        elif progress.activity.launchable:
            yield progress


def _without_modes(settings: RollUpSettings) -> RollUpSettings:
    return replace(settings, status_mode=None, score_mode=None, apply_to_success=False, first_is_pretest=False)


def _satisfied(units: list[Progress], scos: Mapping[str, Row], otherwise: Completed) -> Completed:
    """A block or course of cmi5 is satisfied when all its units have met their moveOn criterion (cmi5 9.3.9)."""
    for unit in units:
        sco = scos.get(unit.activity.identifier)
        assert unit.activity.detail.cmi5 is not None
        if not is_satisfied(unit.activity.detail.cmi5.move_on, sco["data"] if sco else None):
            return "incomplete" if otherwise == "completed" else otherwise
    return "completed"


def _outcome(units: list[Progress], settings: RollUpSettings) -> Outcome:
    outcomes = [unit.outcome for unit in units]
    if settings.first_is_pretest and outcomes and outcomes[0].success == "passed":
        outcomes[1:] = [replace(outcome, completion="completed", amount=1.0) for outcome in outcomes[1:]]
    score = _score(outcomes, settings)
    completion = _completion(outcomes, score, settings)
    amount = mean([outcome.amount for outcome in outcomes])
    if settings.status_mode is not None:
        amount = 1.0 if completion == "completed" else min(amount, 1.0)
    return Outcome(completion, _success(outcomes, completion, settings), score, amount)


def _completion(outcomes: list[Outcome], score: Decimal | None, settings: RollUpSettings) -> Completed:
    found = {outcome.completion for outcome in outcomes}
    if found <= {"unknown"}:
        return "unknown"
    all_complete = found == {"completed"}
    enough = score is not None and settings.threshold is not None and score >= settings.threshold
    done = {
        "all complete, none failed": all_complete and all(outcome.success != "failed" for outcome in outcomes),
        "score": enough,
        "all complete and score": all_complete and enough,
        "all passed": all(outcome.success == "passed" for outcome in outcomes),
    }.get(settings.status_mode or "", all_complete)
    return "completed" if done else "incomplete"


def _success(outcomes: list[Outcome], completion: Completed, settings: RollUpSettings) -> Success:
    found = {outcome.success for outcome in outcomes}
    if settings.apply_to_success:
        if completion == "completed":
            return "passed"
        return "failed" if outcomes and all(outcome.completion == "completed" for outcome in outcomes) else "unknown"
    if settings.first_is_pretest and outcomes and outcomes[0].success == "passed":
        return "passed"
    if "failed" in found:
        return "failed"
    return "passed" if found == {"passed"} else "unknown"


def _score(outcomes: list[Outcome], settings: RollUpSettings) -> Decimal | None:
    scores = [outcome.score for outcome in outcomes if outcome.score is not None]
    if not scores:
        return None
    total = sum(scores, Decimal())
    match settings.score_mode:
        case "mean of all":
            return total / len(outcomes)
        case "fixed":
            return min(total / (settings.scoring_units or len(scores)), Decimal(1))
        case "mean of nonzero":
            nonzero = [score for score in scores if score]
            return total / len(nonzero) if nonzero else Decimal(0)
        case "last":
            return outcomes[-1].score
        case _:
            return total / len(scores)
