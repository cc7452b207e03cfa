"""What an item of an imsmanifest.xml tells the run-time: thresholds, limits, launch data, objectives."""

from decimal import Decimal
from typing import TypedDict

from lxml import etree

from emulator.courseware.readers.elements import attribute, child, children, number, text


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


def launch_facts(item: etree._Element, manifest: etree._Element, name: str, warnings: list[str]) -> LaunchFacts:
    """The facts of one item or organization; `name` says in warnings which one it is.

    Element names are taken in any case: `dataFromLMS` is right in SCORM 2004 and `datafromlms` in 1.2,
    and packages mix them up.
    """
    sequencing = _Sequencing(item, manifest)
    mastery = text(child(item, "masteryscore"))
    return LaunchFacts(
        prerequisites=text(child(item, "prerequisites")),
        mastery_score=number(mastery, 0, 100, f"The mastery score of {name}", warnings),
        max_time_allowed=text(child(item, "maxtimeallowed")) or sequencing.max_time_allowed(),
        time_limit_action=text(child(item, "timelimitaction")),
        launch_data=text(child(item, "datafromlms")),
        scaled_passing_score=number(sequencing.passing_score(), -1, 1, f"The passing score of {name}", warnings),
        completion_threshold=number(_completion_threshold(item), 0, 1, f"The completion threshold of {name}", warnings),
        objective_identifiers=sequencing.objective_identifiers(),
    )


class _Sequencing:
    """An item's imsss:sequencing; parts it lacks come from the collection entry that its IDRef names."""

    def __init__(self, item: etree._Element, manifest: etree._Element) -> None:
        own = child(item, "sequencing")
        shared = None
        reference = attribute(own, "idref")
        if reference is not None:
            entries = children(child(manifest, "sequencingcollection"), "sequencing")
            shared = next((entry for entry in entries if attribute(entry, "id") == reference), None)
        self._parts = (own, shared)

    def max_time_allowed(self) -> str | None:
        return attribute(self._part("limitconditions"), "attemptabsolutedurationlimit")

    def passing_score(self) -> str | None:
        primary = child(self._objectives(), "primaryobjective")
        if not _is_true(attribute(primary, "satisfiedbymeasure")):
            return None
        # The default of IMS simple sequencing when the measure is not given.
        return text(child(primary, "minnormalizedmeasure")) or "1.0"

    def objective_identifiers(self) -> tuple[str, ...]:
        objectives = self._objectives()
        primary = list(children(objectives, "primaryobjective"))
        stated = [attribute(each, "objectiveid") for each in (*primary, *children(objectives, "objective"))]
        return tuple(dict.fromkeys(identifier for identifier in stated if identifier))

    def _objectives(self) -> etree._Element | None:
        return self._part("objectives")

    def _part(self, name: str) -> etree._Element | None:
        """imsss parts only: adlseq:objectives, of the 4th edition, is another element of the same name."""
        for source in self._parts:
            for element in children(source, name):
                if "adlseq" not in (etree.QName(element).namespace or ""):
                    return element
        return None


def _completion_threshold(item: etree._Element) -> str | None:
    """The 4th edition has it in attributes that must be switched on, the editions before as text."""
    element = child(item, "completionthreshold")
    if _is_true(attribute(element, "completedbymeasure")):
        return attribute(element, "minprogressmeasure") or "1.0"
    return text(element)


def _is_true(value: str | None) -> bool:
    return value is not None and value.lower() in ("true", "1")
