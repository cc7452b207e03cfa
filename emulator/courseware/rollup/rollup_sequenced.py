"""Roll-up of SCORM 2004 by the manifest: roll-up rules, weights, thresholds and global objectives (SN 4.6, RB.1.1 to RB.1.5).

What a learner skipped is known to the player alone, so `ifNotSkipped` counts like `always`; time limits are never exceeded here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from emulator.courseware.attempts.xapi_data import number
from emulator.courseware.cmi import CmiData, model_of
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.package.sequencing_definition import CompletionMeasure, MapInfo, Sequencing
from emulator.courseware.rollup.outcome import Outcome, tracked_2004
from emulator.courseware.rollup.progress import Progress, is_over, of_children, of_sco, with_content
from emulator.courseware.rollup.rollup_rules import Tracked, completed_by_rules, counted_measures, satisfied_by_rules
from emulator.courseware.rollup.rollup_settings import Completed, RollUpSettings
from emulator.courseware.rollup.runtime import RuntimeObjective, Success
from emulator.light.records import dataclass
from emulator.store.rows import Row

_NO_SEQUENCING = Sequencing()
_NO_MEASURE = CompletionMeasure()


@dataclass(frozen=True, slots=True)
class _Known:
    """The values of a global objective."""

    satisfied: bool | None = None
    measure: Decimal | None = None
    completed: bool | None = None
    amount: Decimal | None = None


def roll_up_sequenced(
    root: Activity, standard: Standard, scos: Mapping[str, Row], settings: RollUpSettings
) -> Progress:
    """The progress of a SCORM 2004 course."""
    return _RollUp(standard, scos, settings).of(root)


class _RollUp:
    def __init__(self, standard: Standard, scos: Mapping[str, Row], settings: RollUpSettings) -> None:
        self._standard = standard
        self._scos = scos
        self._settings = settings
        self._globals: dict[str, _Known] = {}

    def of(self, root: Activity) -> Progress:
        for activity in root.walk():
            sco = self._scos.get(activity.identifier)
            if sco is not None and not activity.children:
                self._write_leaf(activity, sco)
        return self._progress(root)[0]

    def _progress(self, activity: Activity) -> tuple[Progress, Tracked]:
        if not activity.children:
            return self._leaf(activity)
        found = []
        for child in activity.children:
            found.append(self._progress(child))  # noqa: PERF401 - one stack frame per level, not two
        children = tuple(progress for progress, _ in found)
        kept = {id(child) for child in with_content(children)}
        tracked = [tracked for progress, tracked in found if id(progress) in kept]
        own = self._cluster(activity, tracked)
        shown = _shown(own, _amount(tracked))
        return of_children(activity, children, shown), own

    def _leaf(self, activity: Activity) -> tuple[Progress, Tracked]:
        sco = self._scos.get(activity.identifier)
        if sco is None:
            tracked = self._read(activity, Tracked(activity))
            # A status that came from a global objective is the activity's own, though nobody opened it.
            outcome = Outcome(_completion(tracked.completed), _success(tracked.satisfied), tracked.measure)
            return Progress(activity, outcome), tracked
        progress = of_sco(activity, self._standard, sco, self._settings)
        tracked = self._read(activity, self._tracked(activity, sco, progress))
        if progress.outcome.success == "unknown" and tracked.satisfied is not None:
            progress = replace(progress, outcome=replace(progress.outcome, success=_success(tracked.satisfied)))
        return progress, tracked

    def _tracked(self, activity: Activity, sco: Row, progress: Progress | None = None) -> Tracked:
        model = model_of(self._standard)
        assert model is not None
        ended = is_over(sco)
        if activity.kind == "ASSET":
            return Tracked(activity, completed=True, satisfied=True, amount=Decimal(1), attempts=1)
        cmi = CmiData(model, sco["data"])
        outcome = tracked_2004(activity, cmi, ended=ended, settings=self._settings)
        measure = number(cmi.values.get("cmi.progress_measure"))
        known = outcome.completion == "completed"
        return Tracked(
            activity,
            completed=None if outcome.completion == "unknown" else known,
            satisfied=None if outcome.success == "unknown" else outcome.success == "passed",
            measure=outcome.score,
            amount=measure if measure is not None else Decimal(1) if known else None,
            attempts=progress.attempts if progress else 1,
            suspended=progress.suspended if progress else False,
        )

    def _cluster(self, activity: Activity, children: list[Tracked]) -> Tracked:
        sequencing = activity.detail.sequencing or _NO_SEQUENCING
        counted = [child for child in children if child.sequencing.tracked]
        measure = counted_measures(counted)
        primary = sequencing.primary
        if primary is not None and primary.satisfied_by_measure:
            satisfied = None if measure is None else measure >= primary.min_measure
        else:
            satisfied = satisfied_by_rules(sequencing.rollup_rules, counted)
        threshold = activity.detail.completion_measure or _NO_MEASURE
        amount = _amount(children) if any(child.amount is not None for child in counted) else None
        if threshold.by_measure:
            completed = None if amount is None else amount >= threshold.minimum
        else:
            completed = completed_by_rules(sequencing.rollup_rules, counted)
        if self._settings.satisfied_completes and satisfied:
            completed = True
        own = Tracked(
            activity,
            completed,
            satisfied,
            measure,
            amount,
            attempts=max((child.attempts for child in children), default=0),
            suspended=any(child.suspended for child in children),
        )
        if own.attempts and primary is not None:
            self._write(primary.maps, _Known(own.satisfied, own.measure, own.completed, own.amount))
        return own

    def _write_leaf(self, activity: Activity, sco: Row) -> None:
        sequencing = activity.detail.sequencing
        if sequencing is None or not any(objective.maps for objective in sequencing.objectives):
            return
        own = self._tracked(activity, sco)
        progress = of_sco(activity, self._standard, sco, self._settings)
        reported = {objective.id: objective for objective in progress.runtime.objectives} if progress.runtime else {}
        for objective in sequencing.objectives:
            if objective.primary:
                known = _Known(own.satisfied, own.measure, own.completed, own.amount)
            else:
                known = _reported(reported.get(objective.identifier or ""))
            self._write(objective.maps, known)

    def _write(self, maps: Iterable[MapInfo], known: _Known) -> None:
        for info in maps:
            before = self._globals.get(info.target, _Known())
            self._globals[info.target] = _Known(
                known.satisfied if info.write_satisfied and known.satisfied is not None else before.satisfied,
                known.measure if info.write_measure and known.measure is not None else before.measure,
                known.completed if info.write_completion and known.completed is not None else before.completed,
                known.amount if info.write_progress and known.amount is not None else before.amount,
            )

    def _read(self, activity: Activity, tracked: Tracked) -> Tracked:
        """Fill unknown values from the global objectives that the primary objective reads."""
        primary = tracked.sequencing.primary
        for info in primary.maps if primary is not None else ():
            known = self._globals.get(info.target, _Known())
            if tracked.satisfied is None and info.read_satisfied:
                tracked = replace(tracked, satisfied=known.satisfied)
            if tracked.measure is None and info.read_measure:
                tracked = replace(tracked, measure=known.measure)
            if tracked.completed is None and info.read_completion:
                tracked = replace(tracked, completed=known.completed)
            if tracked.amount is None and info.read_progress:
                tracked = replace(tracked, amount=known.amount)
        return tracked


def _reported(found: RuntimeObjective | None) -> _Known:
    if found is None:
        return _Known()
    completed = {"completed": True, "incomplete": False, "not attempted": False}.get(found.completion)
    satisfied = {"passed": True, "failed": False}.get(found.success)
    return _Known(satisfied, number(found.score.scaled), completed, number(found.progress_measure))


def _amount(children: list[Tracked]) -> Decimal:
    """The mean progress of the children, by their progress weights; an unknown amount counts as zero (RB.1.1 b)."""
    counted = [child for child in children if child.sequencing.tracked]
    weight = sum((child.weight for child in counted), Decimal())
    done = sum(((child.amount or Decimal()) * child.weight for child in counted), Decimal())
    return done / weight if weight else Decimal()


def _shown(tracked: Tracked, amount: Decimal) -> Outcome:
    """A course that was begun is never of unknown completion."""
    completion = _completion(tracked.completed)
    if completion == "unknown" and tracked.attempts:
        completion = "incomplete"
    return Outcome(completion, _success(tracked.satisfied), tracked.measure, float(amount))


def _completion(completed: bool | None) -> Completed:
    return "unknown" if completed is None else "completed" if completed else "incomplete"


def _success(satisfied: bool | None) -> Success:
    return "unknown" if satisfied is None else "passed" if satisfied else "failed"
