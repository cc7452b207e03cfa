"""cmi5: a course structure in cmi5.xml, with its content in the archive or, for a bare cmi5.xml, on web servers."""

from lxml import etree

from emulator.courseware.package.archive import Archive
from emulator.courseware.package.content import PackageContent, locate
from emulator.courseware.package.package import Activity, CoursePackage, LangString, Metadata, Standard
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.cmi5.cmi5_rules import Identifiers, check_iri
from emulator.courseware.readers.cmi5.cmi5_units import Units, describe
from emulator.courseware.readers.elements import attribute, child
from emulator.courseware.readers.langstrings import languages, preferred
from emulator.courseware.readers.manifests import capped, parse_manifest

MANIFEST = "cmi5.xml"
_ROOT = "courseStructure"
_NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


class Cmi5Reader:
    """Reads blocks and assignable units with everything a launch needs."""

    def find(self, archive: Archive) -> PackageContent | None:
        """The folder that cmi5.xml lies in."""
        return locate(archive, MANIFEST)

    def read(self, content: PackageContent) -> CoursePackage:
        """The course. Raises `PackageRefused` where the structure breaks a rule that no schema sees."""
        data = content.read(content.manifest_path)
        warnings = content.warnings()
        return _read(data, content.manifest_path, content, warnings, size=(len(content.paths), content.total_bytes))


def read_bare_cmi5(data: bytes) -> CoursePackage:
    """A cmi5.xml without an archive; its units must have absolute URLs."""
    return _read(data, MANIFEST, None, [], size=(1, len(data)))


def _read(
    data: bytes, name: str, content: PackageContent | None, warnings: list[str], *, size: tuple[int, int]
) -> CoursePackage:
    structure = parse_manifest(data, name, _ROOT)
    if etree.QName(structure).namespace != _NAMESPACE:
        warnings.append(f"{name} is not in the namespace of cmi5's course structure, {_NAMESPACE}.")
    root = _course(structure, content, warnings)
    launch_path = next((activity.href for activity in root.walk() if activity.href), None)
    if launch_path is None:
        raise PackageRefused(f"{name} has no assignable unit (<au>), so there is nothing to open.")
    return CoursePackage(
        standard=Standard.CMI5,
        identifier=root.identifier,
        title=root.title,
        launch_path=launch_path,
        manifest_path=name,
        root=root,
        metadata=_metadata(root),
        warnings=capped(warnings),
        file_count=size[0],
        total_bytes=size[1],
    )


def _course(structure: etree._Element, content: PackageContent | None, warnings: list[str]) -> Activity:
    course = child(structure, "course")
    if course is None:
        raise PackageRefused(f"{MANIFEST} has no <course>.")
    identifiers = Identifiers()
    identifier = check_iri(attribute(course, "id"), "course", course)
    units = Units(structure, content, identifiers, warnings)
    below = units.below(structure, 1)
    unit, title, description = describe(course, identifier, (), warnings)
    if any(each.identifier == identifier for activity in below for each in activity.walk()):
        warnings.append(f'The course and a part of it have the same id, "{identifier}".')
        identifier += "#course"  # the activities of a course are told apart by their identifiers
    return Activity(identifier, title, "AGGREGATION", description=description, detail=unit, children=below)


def _metadata(root: Activity) -> Metadata:
    titles: tuple[LangString, ...] = ()
    descriptions: tuple[LangString, ...] = ()
    every: list[tuple[LangString, ...]] = []
    for activity in root.walk():
        unit = activity.detail.cmi5
        if unit is not None:
            every += [unit.titles, unit.descriptions]
            if activity is root:
                titles, descriptions = unit.titles, unit.descriptions
    title, description = preferred(titles), preferred(descriptions)
    return Metadata(
        title=title.text if title else None,
        title_language=(title.language or None) if title else None,
        description=description.text if description else None,
        description_language=(description.language or None) if description else None,
        languages=languages(*every),
    )
