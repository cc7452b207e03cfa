"""Sequencing of SCORM 2004 as an imsmanifest.xml writes it: imsss, with what adlseq, adlcp and adlnav add to it."""

from decimal import Decimal

from lxml import etree

from emulator.courseware.package.sequencing_definition import (
    CompletionMeasure,
    Considerations,
    ControlMode,
    DataMap,
    LimitConditions,
    MapInfo,
    Randomization,
    Sequencing,
    SequencingObjective,
)
from emulator.courseware.readers.elements import attribute, child, children, text
from emulator.courseware.readers.scorm.sequencing_parts import SequencingParts
from emulator.courseware.readers.scorm.sequencing_rules import read_rollup_rules, read_rules
from emulator.courseware.readers.scorm.sequencing_values import SequencingValues

_TIMINGS = ("never", "once", "onEachNewAttempt")
_REQUIRED = ("always", "ifAttempted", "ifNotSkipped", "ifNotSuspended")
_CONTROLS = ("continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll")


def read_sequencing(parts: SequencingParts, values: SequencingValues) -> Sequencing | None:
    """The sequencing of one item or organization; None without an imsss:sequencing."""
    if not parts.present:
        return None
    rules, rollup = parts.part("sequencingrules"), parts.part("rolluprules")
    delivery = parts.part("deliverycontrols")
    return Sequencing(
        control=_control(parts, values),
        pre=read_rules(rules, "preconditionrule", values),
        exit=read_rules(rules, "exitconditionrule", values),
        post=read_rules(rules, "postconditionrule", values),
        limits=_limits(parts.part("limitconditions"), values),
        rollup_rules=read_rollup_rules(rollup, values),
        rollup_satisfied=values.flag(rollup, "rollupobjectivesatisfied", default=True),
        rollup_completion=values.flag(rollup, "rollupprogresscompletion", default=True),
        measure_weight=values.decimal(rollup, "objectivemeasureweight", Decimal(1)),
        objectives=_objectives(parts, values),
        randomization=_randomization(parts.part("randomizationcontrols"), values),
        tracked=values.flag(delivery, "tracked", default=True),
        completion_set_by_content=values.flag(delivery, "completionsetbycontent", default=False),
        objective_set_by_content=values.flag(delivery, "objectivesetbycontent", default=False),
        considerations=_considerations(parts.adlseq("rollupconsiderations"), values),
    )


def read_completion_measure(item: etree._Element, values: SequencingValues) -> CompletionMeasure | None:
    """adlcp:completionThreshold with the attributes of the 4th edition; None if it has none of them."""
    element = child(item, "completionthreshold")
    if not any(attribute(element, name) for name in ("completedbymeasure", "minprogressmeasure", "progressweight")):
        return None
    return CompletionMeasure(
        by_measure=values.flag(element, "completedbymeasure", default=False),
        minimum=values.decimal(element, "minprogressmeasure", Decimal(1)),
        weight=values.decimal(element, "progressweight", Decimal(1)),
    )


def read_data_maps(item: etree._Element, values: SequencingValues) -> tuple[DataMap, ...]:
    """adlcp:data, of the 4th edition."""
    return tuple(
        DataMap(
            target,
            read=values.flag(element, "readshareddata", default=True),
            write=values.flag(element, "writeshareddata", default=True),
        )
        for element in children(child(item, "data"), "map")
        if (target := attribute(element, "targetid"))
    )


def read_hidden_controls(item: etree._Element) -> tuple[str, ...]:
    """adlnav:hideLMSUI, the words of its vocabulary alone."""
    interface = child(child(item, "presentation"), "navigationinterface")
    stated = {text(element) for element in children(interface, "hidelmsui")}
    return tuple(word for word in _CONTROLS if word in stated)


def _control(parts: SequencingParts, values: SequencingValues) -> ControlMode:
    mode, constrained = parts.part("controlmode"), parts.adlseq("constrainedchoiceconsiderations")
    return ControlMode(
        choice=values.flag(mode, "choice", default=True),
        choice_exit=values.flag(mode, "choiceexit", default=True),
        flow=values.flag(mode, "flow", default=False),
        forward_only=values.flag(mode, "forwardonly", default=False),
        use_current_objective=values.flag(mode, "usecurrentattemptobjectiveinfo", default=True),
        use_current_progress=values.flag(mode, "usecurrentattemptprogressinfo", default=True),
        prevent_activation=values.flag(constrained, "preventactivation", default=False),
        constrain_choice=values.flag(constrained, "constrainchoice", default=False),
    )


def _limits(element: etree._Element | None, values: SequencingValues) -> LimitConditions:
    return LimitConditions(
        attempts=values.count(element, "attemptlimit"),
        attempt_duration=attribute(element, "attemptabsolutedurationlimit"),
        activity_duration=attribute(element, "activityabsolutedurationlimit"),
        begin=attribute(element, "begintimelimit"),
        end=attribute(element, "endtimelimit"),
    )


def _randomization(element: etree._Element | None, values: SequencingValues) -> Randomization:
    return Randomization(
        timing=values.word(element, "randomizationtiming", _TIMINGS, "never"),
        reorder=values.flag(element, "reorderchildren", default=False),
        selection_timing=values.word(element, "selectiontiming", _TIMINGS, "never"),
        select=values.count(element, "selectcount"),
    )


def _considerations(element: etree._Element | None, values: SequencingValues) -> Considerations:
    return Considerations(
        satisfied=values.word(element, "requiredforsatisfied", _REQUIRED, "always"),
        not_satisfied=values.word(element, "requiredfornotsatisfied", _REQUIRED, "always"),
        completed=values.word(element, "requiredforcompleted", _REQUIRED, "always"),
        incomplete=values.word(element, "requiredforincomplete", _REQUIRED, "always"),
        measure_if_active=values.flag(element, "measuresatisfactionifactive", default=True),
    )


def _objectives(parts: SequencingParts, values: SequencingValues) -> tuple[SequencingObjective, ...]:
    element = parts.part("objectives")
    found = []
    primary = child(element, "primaryobjective")
    for stated in (*([primary] if primary is not None else ()), *children(element, "objective")):
        identifier = attribute(stated, "objectiveid")
        if identifier is None and stated is not primary:
            values.warnings.append(f"An objective of {values.name} has no objectiveID; it is ignored.")
            continue
        measure = values.stated(text(child(stated, "minnormalizedmeasure")), "minNormalizedMeasure", -1, 1)
        found.append(
            SequencingObjective(
                identifier=identifier,
                primary=stated is primary,
                satisfied_by_measure=values.flag(stated, "satisfiedbymeasure", default=False),
                min_measure=Decimal(1) if measure is None else measure,
                maps=_maps(stated, identifier, parts, values),
            )
        )
    return tuple(found)


def _maps(
    stated: etree._Element, identifier: str | None, parts: SequencingParts, values: SequencingValues
) -> tuple[MapInfo, ...]:
    """Objective maps: imsss for satisfaction and measure, adlseq for the 4th edition's additions. Two maps to one target are merged."""
    by_target: dict[str, dict[str, etree._Element]] = {}
    for element in children(stated, "mapinfo"):
        if target := attribute(element, "targetobjectiveid"):
            by_target.setdefault(target, {}).setdefault("imsss", element)
    for objectives in parts.each_adlseq("objectives"):
        for objective in children(objectives, "objective"):
            if identifier is None or attribute(objective, "objectiveid") != identifier:
                continue
            for element in children(objective, "mapinfo"):
                if target := attribute(element, "targetobjectiveid"):
                    by_target.setdefault(target, {}).setdefault("adlseq", element)
    return tuple(_map(target, found, values) for target, found in by_target.items())


def _map(target: str, found: dict[str, etree._Element], values: SequencingValues) -> MapInfo:
    old, new = found.get("imsss"), found.get("adlseq")

    def flags(element: etree._Element | None, name: str) -> tuple[bool, bool]:
        # A map is read by default, but only for what its own namespace maps.
        read = values.flag(element, f"read{name}", default=element is not None)
        return read, values.flag(element, f"write{name}", default=False)

    satisfied, measure = flags(old, "satisfiedstatus"), flags(old, "normalizedmeasure")
    completion, progress = flags(new, "completionstatus"), flags(new, "progressmeasure")
    raw, least, most = flags(new, "rawscore"), flags(new, "minscore"), flags(new, "maxscore")
    return MapInfo(
        target,
        read_satisfied=satisfied[0],
        read_measure=measure[0],
        write_satisfied=satisfied[1],
        write_measure=measure[1],
        read_completion=completion[0],
        write_completion=completion[1],
        read_progress=progress[0],
        write_progress=progress[1],
        read_raw=raw[0],
        write_raw=raw[1],
        read_min=least[0],
        write_min=least[1],
        read_max=most[0],
        write_max=most[1],
    )
