"""The blocks and assignable units of a cmi5 course structure."""

from lxml import etree

from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.package import Activity, Cmi5Unit, StandardDetail
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.package.xml import local_name
from emulator.courseware.readers.cmi5.cmi5_rules import Identifiers, check_iri, check_url
from emulator.courseware.readers.elements import attribute, child, children, text
from emulator.courseware.readers.langstrings import langstrings, preferred_text
from emulator.courseware.readers.scorm.sequencing_values import SequencingValues

_MAX_DEPTH = 100
_MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
_LAUNCH_METHODS = ("AnyWindow", "OwnWindow")


class Units:
    """Reads the elements below the course; `content` is None for a bare cmi5.xml."""

    def __init__(
        self,
        structure: etree._Element,
        content: PackageContent | None,
        identifiers: Identifiers,
        warnings: list[str],
    ) -> None:
        self._content = content
        self._identifiers = identifiers
        self._warnings = warnings
        self._objectives: set[str] = set()
        for objective in children(child(structure, "objectives"), "objective"):
            identifier = check_iri(attribute(objective, "id"), "objective", objective)
            identifiers.take("objective", identifier, objective)
            self._objectives.add(identifier)

    def below(self, parent: etree._Element, depth: int) -> tuple[Activity, ...]:
        """The blocks and units in an element, in order."""
        if depth > _MAX_DEPTH:
            raise PackageRefused(f"The blocks of cmi5.xml are nested more than {_MAX_DEPTH} deep.")
        found = []
        for element in children(parent, "block", "au"):
            is_unit = local_name(element).lower() == "au"
            found.append(self._unit(element) if is_unit else self._block(element, depth))
        return tuple(found)

    def _block(self, block: etree._Element, depth: int) -> Activity:
        identifier = check_iri(attribute(block, "id"), "block", block)
        # Blocks and units are activities of one course, so they share their names.
        self._identifiers.take("block or au", identifier, block)
        detail, title, description = describe(block, identifier, self._referenced(block, identifier), self._warnings)
        below = self.below(block, depth + 1)
        if not below:
            self._warnings.append(f'The block "{identifier}" is empty.')
        return Activity(identifier, title, "AGGREGATION", description=description, detail=detail, children=below)

    def _unit(self, element: etree._Element) -> Activity:
        identifier = check_iri(attribute(element, "id"), "au", element)
        self._identifiers.take("block or au", identifier, element)
        values = SequencingValues(f'the unit "{identifier}"', self._warnings)
        objectives = self._referenced(element, identifier)
        plain, title, description = describe(element, identifier, objectives, self._warnings)
        assert plain.cmi5 is not None
        unit = Cmi5Unit(
            id=identifier,
            titles=plain.cmi5.titles,
            descriptions=plain.cmi5.descriptions,
            objectives=objectives,
            move_on=values.word(element, "moveon", _MOVE_ON, "NotApplicable"),
            mastery_score=values.optional(element, "masteryscore"),
            launch_method=values.word(element, "launchmethod", _LAUNCH_METHODS, "AnyWindow"),
            activity_type=attribute(element, "activitytype"),
            launch_parameters=text(child(element, "launchparameters")),
            entitlement_key=text(child(element, "entitlementkey")),
        )
        return Activity(
            identifier,
            title,
            "SCO",
            href=check_url(text(child(element, "url")), identifier, self._content),
            objective_identifiers=objectives,
            description=description,
            detail=StandardDetail(cmi5=unit),
        )

    def _referenced(self, element: etree._Element, identifier: str) -> tuple[str, ...]:
        stated = (attribute(each, "idref") for each in children(child(element, "objectives"), "objective"))
        found = tuple(dict.fromkeys(each for each in stated if each))
        for each in found:
            if each not in self._objectives:
                self._warnings.append(f'"{identifier}" refers to the objective "{each}", which does not exist.')
        return found


def describe(
    element: etree._Element, identifier: str, objectives: tuple[str, ...], warnings: list[str]
) -> tuple[StandardDetail, str, str | None]:
    """The common data of courses, blocks and units: the detail with their texts, and the title and description to show."""
    titles, descriptions = langstrings(child(element, "title")), langstrings(child(element, "description"))
    if not titles:
        warnings.append(f'"{identifier}" has no title.')
    unit = Cmi5Unit(id=identifier, titles=titles, descriptions=descriptions, objectives=objectives)
    return StandardDetail(cmi5=unit), preferred_text(titles) or identifier, preferred_text(descriptions)
