"""A course's sequencing in the form of the player's script: the `sequencing` setting of scorm-again 3.4.3.

The reader has resolved collections, so every activity has all of its own data. The words are those of scorm-again's
`SequencingSettings`; comments note where they differ from the schema's.
"""

from decimal import Decimal
from typing import Any

from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.package.sequencing_definition import (
    CompletionMeasure,
    Condition,
    MapInfo,
    RollupRule,
    Sequencing,
    SequencingObjective,
    SequencingRule,
)

SEQUENCED = (
    Standard.SCORM_2004_2ND_EDITION,
    Standard.SCORM_2004_3RD_EDITION,
    Standard.SCORM_2004_4TH_EDITION,
)
_ALWAYS_KNOWN = {"activityProgressKnown": "progressKnown"}
_NOTHING = Sequencing()


def sequencing_of(package: CoursePackage) -> dict[str, Any]:
    """The settings of a SCORM 2004 course, ready for JSON; empty for other standards and without sequencing.

    The ids in `activityTree` are the activities' identifiers.
    """
    return {"activityTree": _activity(package.root)} if package.standard in SEQUENCED else {}


def global_objectives(package: CoursePackage) -> tuple[str, ...]:
    """The ids of the global objectives that the course's activities map to, each once, in the manifest's order."""
    found = (
        info.target
        for activity in package.activities()
        for objective in (activity.detail.sequencing or _NOTHING).objectives
        for info in objective.maps
    )
    return tuple(dict.fromkeys(found))


def _activity(activity: Activity) -> dict[str, Any]:
    sequencing = activity.detail.sequencing or _NOTHING
    settings: dict[str, Any] = {
        "id": activity.identifier,
        "title": activity.title,
        "isVisible": activity.visible,
        "sequencingControls": _controls(sequencing),
        "deliveryControls": {
            "tracked": sequencing.tracked,
            "completionSetByContent": sequencing.completion_set_by_content,
            "objectiveSetByContent": sequencing.objective_set_by_content,
        },
        "sequencingRules": {
            "preConditionRules": [_rule(rule) for rule in sequencing.pre],
            "exitConditionRules": [_rule(rule) for rule in sequencing.exit],
            "postConditionRules": [_rule(rule) for rule in sequencing.post],
        },
        "rollupRules": {"rules": [_rollup_rule(rule) for rule in sequencing.rollup_rules]},
        "rollupConsiderations": _considerations(sequencing),
        **_objectives(activity, sequencing),
        **_limits(activity, sequencing),
        **_completion(activity),
    }
    detail = activity.detail
    if detail.hidden_controls:
        settings["hideLmsUi"] = list(detail.hidden_controls)
    if detail.data_maps:
        settings["sharedDataMaps"] = [
            {"targetID": data.target, "readSharedData": data.read, "writeSharedData": data.write}
            for data in detail.data_maps
        ]
    children = []
    for below in activity.children:
        children.append(_activity(below))  # noqa: PERF401 - one stack frame per level, not two
    return {**settings, "children": children} if children else settings


def _controls(sequencing: Sequencing) -> dict[str, Any]:
    control, random = sequencing.control, sequencing.randomization
    return {
        "choice": control.choice,
        "choiceExit": control.choice_exit,
        "flow": control.flow,
        "forwardOnly": control.forward_only,
        "useCurrentAttemptObjectiveInfo": control.use_current_objective,
        "useCurrentAttemptProgressInfo": control.use_current_progress,
        "preventActivation": control.prevent_activation,
        "constrainChoice": control.constrain_choice,
        "rollupObjectiveSatisfied": sequencing.rollup_satisfied,
        "rollupProgressCompletion": sequencing.rollup_completion,
        "objectiveMeasureWeight": float(sequencing.measure_weight),
        "selectionTiming": random.selection_timing,
        "selectCount": random.select,
        "randomizationTiming": random.timing,
        "randomizeChildren": random.reorder and random.timing != "never",
        "reorderChildren": random.reorder,
    }


def _rule(rule: SequencingRule) -> dict[str, Any]:
    return {
        "action": rule.action,
        "conditionCombination": rule.combination,
        "conditions": [_condition(condition) for condition in rule.conditions],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    found: dict[str, Any] = {"condition": condition.condition}
    if condition.negated:
        found["operator"] = "not"
    if condition.objective is not None:
        found["referencedObjective"] = condition.objective
    if condition.threshold is not None:
        found["parameters"] = {"threshold": float(condition.threshold)}
    return found


def _rollup_rule(rule: RollupRule) -> dict[str, Any]:
    conditions = [
        {
            "condition": _ALWAYS_KNOWN.get(condition.condition, condition.condition),
            "operator": "not" if condition.negated else "noOp",
        }
        for condition in rule.conditions
    ]
    return {
        "action": rule.action,
        "conditionCombination": rule.combination,
        "consideration": rule.child_set,
        "minimumCount": rule.count,
        "minimumPercent": float(rule.percent * 100),  # the schema counts to 1, scorm-again to 100
        "conditions": conditions,
    }


def _considerations(sequencing: Sequencing) -> dict[str, Any]:
    required = sequencing.considerations
    return {
        "requiredForSatisfied": required.satisfied,
        "requiredForNotSatisfied": required.not_satisfied,
        "requiredForCompleted": required.completed,
        "requiredForIncomplete": required.incomplete,
        "measureSatisfactionIfActive": required.measure_if_active,
    }


def _objectives(activity: Activity, sequencing: Sequencing) -> dict[str, Any]:
    primary = sequencing.primary
    others = [_objective(each, each.identifier or "") for each in sequencing.objectives if not each.primary]
    found: dict[str, Any] = {"objectives": others} if others else {}
    if primary is not None:
        # scorm-again drops an objective without an id, and its passing score and maps with it.
        found["primaryObjective"] = _objective(primary, primary.identifier or f"{activity.identifier}.primary")
    return found


def _objective(objective: SequencingObjective, identifier: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "objectiveID": identifier,
        "isPrimary": objective.primary,
        "satisfiedByMeasure": objective.satisfied_by_measure,
        "mapInfo": [_map(info) for info in objective.maps],
    }
    if objective.satisfied_by_measure:
        found["minNormalizedMeasure"] = float(objective.min_measure)
    return found


def _map(info: MapInfo) -> dict[str, Any]:
    return {
        "targetObjectiveID": info.target,
        "readSatisfiedStatus": info.read_satisfied,
        "readNormalizedMeasure": info.read_measure,
        "writeSatisfiedStatus": info.write_satisfied,
        "writeNormalizedMeasure": info.write_measure,
        "readCompletionStatus": info.read_completion,
        "writeCompletionStatus": info.write_completion,
        "readProgressMeasure": info.read_progress,
        "writeProgressMeasure": info.write_progress,
        "readRawScore": info.read_raw,
        "writeRawScore": info.write_raw,
        "readMinScore": info.read_min,
        "writeMinScore": info.write_min,
        "readMaxScore": info.read_max,
        "writeMaxScore": info.write_max,
    }


def _limits(activity: Activity, sequencing: Sequencing) -> dict[str, Any]:
    limits = sequencing.limits
    found = {
        "attemptLimit": limits.attempts,
        "attemptAbsoluteDurationLimit": limits.attempt_duration,
        "activityAbsoluteDurationLimit": limits.activity_duration,
        "beginTimeLimit": limits.begin,
        "endTimeLimit": limits.end,
        "timeLimitAction": activity.time_limit_action,
    }
    return {name: value for name, value in found.items() if value is not None}


def _completion(activity: Activity) -> dict[str, Any]:
    """The threshold of the editions before the 4th is a number alone; there it decides completion just so."""
    measure = activity.detail.completion_measure
    if measure is None:
        if activity.completion_threshold is None:
            return {}
        measure = CompletionMeasure(by_measure=True, minimum=activity.completion_threshold, weight=Decimal(1))
    threshold = {
        "completedByMeasure": measure.by_measure,
        "minProgressMeasure": float(measure.minimum),
        "progressWeight": float(measure.weight),
    }
    return {"completionThreshold": threshold}
