"""Roll-up rules of SCORM 2004 over the tracked state of an activity's children (SN 4.6: RB.1.1 to RB.1.4.2).

A condition is true, false or unknown (None); the opposite of unknown is unknown, and only what is true counts.
"""

from collections.abc import Iterable
from decimal import Decimal

from emulator.courseware.package.package import Activity
from emulator.courseware.package.sequencing_definition import Condition, RollupRule, Sequencing
from emulator.light.records import dataclass

_NO_SEQUENCING = Sequencing()
_SATISFIED = (
    RollupRule("satisfied", (Condition("satisfied"),)),
    RollupRule("notSatisfied", (Condition("objectiveStatusKnown"),)),
)
_COMPLETED = (
    RollupRule("completed", (Condition("completed"),)),
    RollupRule("incomplete", (Condition("activityProgressKnown"),)),
)
"""What holds where a manifest has no rules: decided as soon as all children are (RB.1.2 b, RB.1.3 b)."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """The tracked state of an activity. None is unknown; `measure` is -1 to 1, `amount` 0 to 1."""

    activity: Activity
    completed: bool | None = None
    satisfied: bool | None = None
    measure: Decimal | None = None
    amount: Decimal | None = None
    attempts: int = 0
    suspended: bool = False

    @property
    def sequencing(self) -> Sequencing:
        """The activity's own, or the defaults."""
        return self.activity.detail.sequencing or _NO_SEQUENCING

    @property
    def weight(self) -> Decimal:
        """The weight of the activity's amount (4th edition)."""
        measure = self.activity.detail.completion_measure
        return measure.weight if measure is not None else Decimal(1)


def counted_measures(children: list[Tracked]) -> Decimal | None:
    """The weighted mean of the scores: a child without a score counts as 0 once another has one (RB.1.1)."""
    weight = sum((child.sequencing.measure_weight for child in children), Decimal())
    known = [child for child in children if child.measure is not None]
    total = sum(((child.measure or Decimal()) * child.sequencing.measure_weight for child in known), Decimal())
    return total / weight if known and weight else None


def satisfied_by_rules(rules: Iterable[RollupRule], children: list[Tracked]) -> bool | None:
    """RB.1.2 b."""
    return _decide(rules, ("satisfied", "notSatisfied"), _SATISFIED, children)


def completed_by_rules(rules: Iterable[RollupRule], children: list[Tracked]) -> bool | None:
    """RB.1.3 b."""
    return _decide(rules, ("completed", "incomplete"), _COMPLETED, children)


def _decide(
    rules: Iterable[RollupRule],
    actions: tuple[str, str],
    defaults: tuple[RollupRule, ...],
    children: list[Tracked],
) -> bool | None:
    """The outcome of the first rules that apply, those for it before those against it; None if none applies."""
    stated = [rule for rule in rules if rule.action in actions] or list(defaults)
    for action, answer in zip(actions, (True, False), strict=True):
        if any(_applies(rule, children) for rule in stated if rule.action == action):
            return answer
    return None


def _applies(rule: RollupRule, children: list[Tracked]) -> bool:
    results = [_meets(rule, child) for child in children if _is_included(rule.action, child)]
    if not results:
        return False
    met = sum(1 for result in results if result is True)
    match rule.child_set:
        case "any":
            return met > 0
        case "none":
            return all(result is False for result in results)
        case "atLeastCount":
            return met >= rule.count
        case "atLeastPercent":
            return Decimal(met) / len(results) >= rule.percent
        case _:
            return met == len(results)


def _meets(rule: RollupRule, child: Tracked) -> bool | None:
    results = [_holds(condition, child) for condition in rule.conditions]
    decisive = rule.combination == "any"
    if decisive in results:
        return decisive
    return None if None in results else not decisive


def _holds(condition: Condition, child: Tracked) -> bool | None:
    limit = child.sequencing.limits.attempts
    found: bool | None = {
        "satisfied": child.satisfied,
        "objectiveStatusKnown": child.satisfied is not None,
        "objectiveMeasureKnown": child.measure is not None,
        "completed": child.completed,
        "activityProgressKnown": child.completed is not None,
        "attempted": child.attempts > 0,
        "attemptLimitExceeded": limit is not None and child.attempts >= limit,
    }.get(condition.condition)
    return found if found is None or not condition.negated else not found


def _is_included(action: str, child: Tracked) -> bool:
    """RB.1.4.2."""
    sequencing, considerations = child.sequencing, child.sequencing.considerations
    if action in ("satisfied", "notSatisfied"):
        if not sequencing.rollup_satisfied:
            return False
        required = considerations.satisfied if action == "satisfied" else considerations.not_satisfied
    else:
        if not sequencing.rollup_completion:
            return False
        required = considerations.completed if action == "completed" else considerations.incomplete
    if required == "ifAttempted":
        return child.attempts > 0
    if required == "ifNotSuspended":
        return child.attempts > 0 and not child.suspended
    return True
