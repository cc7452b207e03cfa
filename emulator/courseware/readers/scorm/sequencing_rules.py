"""Sequencing rules and roll-up rules of imsss. A rule with a word that the schema does not have is left out, with a warning."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from lxml import etree

from emulator.courseware.package.sequencing_definition import Condition, RollupRule, SequencingRule
from emulator.courseware.readers.elements import attribute, child, children
from emulator.courseware.readers.scorm.sequencing_values import SequencingValues

_ACTIONS = {
    "preconditionrule": ("skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"),
    "exitconditionrule": ("exit",),
    "postconditionrule": ("exitParent", "exitAll", "retry", "retryAll", "continue", "previous"),
}
_CONDITIONS = (
    "satisfied",
    "objectiveStatusKnown",
    "objectiveMeasureKnown",
    "objectiveMeasureGreaterThan",
    "objectiveMeasureLessThan",
    "completed",
    "activityProgressKnown",
    "attempted",
    "attemptLimitExceeded",
    "timeLimitExceeded",
    "outsideAvailableTimeRange",
    "always",
)
_ROLLUP_ACTIONS = ("satisfied", "notSatisfied", "completed", "incomplete")
_ROLLUP_CONDITIONS = (
    "satisfied",
    "objectiveStatusKnown",
    "objectiveMeasureKnown",
    "completed",
    "activityProgressKnown",
    "attempted",
    "attemptLimitExceeded",
    "timeLimitExceeded",
    "outsideAvailableTimeRange",
)
_CHILD_SETS = ("all", "any", "none", "atLeastCount", "atLeastPercent")
_COMBINATIONS = ("all", "any")


def read_rules(rules: etree._Element | None, kind: str, values: SequencingValues) -> tuple[SequencingRule, ...]:
    """The rules of one kind (`preconditionrule`, …), in order."""
    found = []
    for element in children(rules, kind):
        holder = child(element, "ruleconditions")
        conditions = _conditions(children(holder, "rulecondition"), _CONDITIONS, values)
        action = values.word(child(element, "ruleaction"), "action", _ACTIONS[kind], "")
        if conditions and action:
            combination = values.word(holder, "conditioncombination", _COMBINATIONS, "all")
            found.append(SequencingRule(action, conditions, combination))
        else:
            values.warnings.append(f"A {kind} of {values.name} has no condition or no action; it is ignored.")
    return tuple(found)


def read_rollup_rules(rules: etree._Element | None, values: SequencingValues) -> tuple[RollupRule, ...]:
    """The roll-up rules, in order."""
    found = []
    for element in children(rules, "rolluprule"):
        holder = child(element, "rollupconditions")
        conditions = _conditions(children(holder, "rollupcondition"), _ROLLUP_CONDITIONS, values)
        action = values.word(child(element, "rollupaction"), "action", _ROLLUP_ACTIONS, "")
        if conditions and action:
            found.append(
                RollupRule(
                    action,
                    conditions,
                    combination=values.word(holder, "conditioncombination", _COMBINATIONS, "any"),
                    child_set=values.word(element, "childactivityset", _CHILD_SETS, "all"),
                    count=values.count(element, "minimumcount") or 0,
                    percent=values.decimal(element, "minimumpercent", Decimal(0)),
                )
            )
        else:
            values.warnings.append(f"A rollupRule of {values.name} has no condition or no action; it is ignored.")
    return tuple(found)


def _conditions(
    elements: Iterable[etree._Element], words: Sequence[str], values: SequencingValues
) -> tuple[Condition, ...]:
    found = []
    for element in elements:
        word = values.word(element, "condition", words, "")
        if not word:
            return ()  # the others alone would say something else
        found.append(
            Condition(
                word,
                negated=values.word(element, "operator", ("noOp", "not"), "noOp") == "not",
                objective=attribute(element, "referencedobjective"),
                threshold=values.optional(element, "measurethreshold", -1, 1),
            )
        )
    return tuple(found)
