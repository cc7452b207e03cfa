"""The run-time data of an item of an imsmanifest.xml: thresholds, limits, launch data, objectives."""

from decimal import Decimal
from typing import TypedDict

from lxml import etree

from emulator.courseware.package.package import StandardDetail
from emulator.courseware.package.sequencing_definition import Sequencing
from emulator.courseware.readers.elements import attribute, child, number, text
from emulator.courseware.readers.scorm.scorm_sequencing import (
    read_completion_measure,
    read_data_maps,
    read_hidden_controls,
    read_sequencing,
)
from emulator.courseware.readers.scorm.sequencing_parts import SequencingParts
from emulator.courseware.readers.scorm.sequencing_values import SequencingValues


class LaunchFacts(TypedDict):
    """The fields of an Activity that come from inside its item."""

    prerequisites: str | None
    mastery_score: Decimal | None
    max_time_allowed: str | None
    time_limit_action: str | None
    launch_data: str | None
    scaled_passing_score: Decimal | None
    completion_threshold: Decimal | None
    objective_identifiers: tuple[str, ...]
    detail: StandardDetail


def launch_facts(item: etree._Element, manifest: etree._Element, name: str, warnings: list[str]) -> LaunchFacts:
    """The facts of one item or organization; `name` says in warnings which one it is.

    Element names are taken in any case: `dataFromLMS` is right in SCORM 2004 and `datafromlms` in 1.2,
    and packages mix them up.
    """
    values = SequencingValues(name, warnings)
    sequencing = read_sequencing(SequencingParts(item, manifest, name, warnings), values)
    mastery = text(child(item, "masteryscore"))
    limit = sequencing.limits.attempt_duration if sequencing else None
    return LaunchFacts(
        prerequisites=text(child(item, "prerequisites")),
        mastery_score=number(mastery, 0, 100, f"The mastery score of {name}", warnings),
        max_time_allowed=text(child(item, "maxtimeallowed")) or limit,
        time_limit_action=text(child(item, "timelimitaction")),
        launch_data=text(child(item, "datafromlms")),
        scaled_passing_score=_passing_score(sequencing),
        completion_threshold=number(_completion_threshold(item), 0, 1, f"The completion threshold of {name}", warnings),
        objective_identifiers=_objective_identifiers(sequencing),
        detail=StandardDetail(
            sequencing=sequencing,
            completion_measure=read_completion_measure(item, values),
            data_maps=read_data_maps(item, values),
            hidden_controls=read_hidden_controls(item),
            objectives_global=values.flag(item, "objectivesglobaltosystem", default=True),
            data_global=values.flag(item, "shareddataglobaltosystem", default=True),
        ),
    )


def _passing_score(sequencing: Sequencing | None) -> Decimal | None:
    primary = sequencing.primary if sequencing else None
    return primary.min_measure if primary is not None and primary.satisfied_by_measure else None


def _objective_identifiers(sequencing: Sequencing | None) -> tuple[str, ...]:
    objectives = sequencing.objectives if sequencing else ()
    return tuple(dict.fromkeys(objective.identifier for objective in objectives if objective.identifier))


def _completion_threshold(item: etree._Element) -> str | None:
    """The 4th edition has it in attributes that must be switched on, the editions before as text."""
    element = child(item, "completionthreshold")
    if (attribute(element, "completedbymeasure") or "").lower() in ("true", "1"):
        return attribute(element, "minprogressmeasure") or "1.0"
    return text(element)
