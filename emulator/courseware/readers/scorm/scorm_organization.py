"""The organization of an imsmanifest.xml: the tree of items that a learner sees."""

from lxml import etree

from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.href import with_parameters
from emulator.courseware.package.package import Activity
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.package.xml import line_of, local_name
from emulator.courseware.readers.elements import attribute, child, children, text
from emulator.courseware.readers.scorm.scorm_launch_facts import launch_facts
from emulator.courseware.readers.scorm.scorm_resources import Resource

# No course is; and trees up to here can be compared, copied and written as JSON by recursion.
_MAX_DEPTH = 100


def default_organization(manifest: etree._Element, warnings: list[str]) -> etree._Element | None:
    """The organization that organizations/@default names; else the first, with a warning; None if there is none.

    A wrong @default does not refuse the package: there is nearly always only one organization, so nothing is lost.
    """
    organizations = child(manifest, "organizations")
    found = list(children(organizations, "organization"))
    named = attribute(organizations, "default")
    for organization in found:
        if named is not None and attribute(organization, "identifier") == named:
            return organization
    if found and named is not None:
        warnings.append(f'The default organization "{named}" does not exist; the first one is used.')
    elif len(found) > 1:
        warnings.append("The manifest does not name its default organization; the first one is used.")
    return found[0] if found else None


def read_organization(
    organization: etree._Element,
    manifest: etree._Element,
    resources: dict[str, Resource],
    content: PackageContent,
    warnings: list[str],
) -> Activity:
    """The root activity with all items below it; raises `PackageRefused` if a launch file is missing."""
    return _Tree(manifest, resources, content, warnings).activity(organization)


class _Tree:
    def __init__(
        self,
        manifest: etree._Element,
        resources: dict[str, Resource],
        content: PackageContent,
        warnings: list[str],
    ) -> None:
        self._manifest = manifest
        self._resources = resources
        self._content = content
        self._warnings = warnings
        self._taken: set[str] = set()

    def activity(self, element: etree._Element, depth: int = 0) -> Activity:
        if depth > _MAX_DEPTH:
            raise PackageRefused(
                f"The items of the manifest are nested more than {_MAX_DEPTH} deep (line {line_of(element)})."
            )
        identifier = self._identifier(element)
        title = text(child(element, "title"))
        if title is None:
            self._warnings.append(f'"{identifier}" in line {line_of(element)} has no title.')
        facts = launch_facts(element, self._manifest, f'"{identifier}"', self._warnings)
        resource, href = self._launch(element, identifier)
        below = []
        for item in children(element, "item"):
            below.append(self.activity(item, depth + 1))  # noqa: PERF401 - one stack frame per level, not two
        return Activity(
            identifier=identifier,
            title=title or identifier,
            kind=resource.kind if resource else "AGGREGATION",
            resource_identifier=resource.identifier if resource else None,
            href=href,
            visible=(attribute(element, "isvisible") or "true").lower() not in ("false", "0"),
            children=tuple(below),
            **facts,
        )

    def _identifier(self, element: etree._Element) -> str:
        """The element's identifier, made up or made unique where the manifest fails to: attempts need it.

        Tools that write their manifests by template leave identifiers out or repeat them, and a course
        plays without; so it warns.
        """
        stated = attribute(element, "identifier")
        kind = local_name(element)
        if stated is None:
            self._warnings.append(f"The {kind} in line {line_of(element)} has no identifier.")
        elif stated in self._taken:
            self._warnings.append(f'The identifier "{stated}" in line {line_of(element)} is used twice.')
        identifier = stated or f"{kind}-{len(self._taken) + 1}"
        count = 2
        while identifier in self._taken:
            identifier = f"{stated or kind}-{count}"
            count += 1
        self._taken.add(identifier)
        return identifier

    def _launch(self, element: etree._Element, identifier: str) -> tuple[Resource | None, str | None]:
        reference = attribute(element, "identifierref")
        if reference is None:
            return None, None
        resource = self._resources.get(reference)
        if resource is None:
            # The rest of the course still plays; with nothing left to open the reader refuses.
            self._warnings.append(f'The item "{identifier}" refers to "{reference}", which is no resource.')
            return None, None
        url = resource.launch(self._content, self._warnings)
        if url is None:
            self._warnings.append(f'The item "{identifier}" refers to "{reference}", which has no href.')
            return None, None
        return resource, with_parameters(url, attribute(element, "parameters"))
