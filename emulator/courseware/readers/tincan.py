"""Tin Can (xAPI): packages with a tincan.xml, of whose activities exactly one is launched."""

from lxml import etree

from emulator.courseware.package.archive import Archive
from emulator.courseware.package.content import PackageContent, locate
from emulator.courseware.package.href import is_external, join, launch_url
from emulator.courseware.package.package import (
    Activity,
    CoursePackage,
    Metadata,
    Standard,
    StandardDetail,
    TinCanActivity,
)
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.cmi5.cmi5_rules import is_iri
from emulator.courseware.readers.elements import attribute, child, children
from emulator.courseware.readers.langstrings import languages, preferred, preferred_text, texts
from emulator.courseware.readers.manifests import capped, parse_manifest

MANIFEST = "tincan.xml"
_NAMESPACE = "http://projecttincan.com/tincan.xsd"


class TinCanReader:
    """The course is the activity with a launch address; activities that are only described are left out."""

    def find(self, archive: Archive) -> PackageContent | None:
        """The folder that tincan.xml lies in."""
        return locate(archive, MANIFEST)

    def read(self, content: PackageContent) -> CoursePackage:
        """The course. Raises `PackageRefused` unless exactly one activity has a launch address that leads somewhere."""
        name = content.manifest_path
        warnings = content.warnings()
        tincan = parse_manifest(content.read(name), name, "tincan")
        if etree.QName(tincan).namespace != _NAMESPACE:
            warnings.append(f"{name} is not in the namespace {_NAMESPACE}.")
        element = _launched(tincan, name)
        root = _activity(element, content, warnings)
        assert root.href is not None
        assert root.detail.xapi is not None
        return CoursePackage(
            standard=Standard.XAPI,
            identifier=root.identifier,
            title=root.title,
            launch_path=root.href,
            manifest_path=name,
            root=root,
            metadata=_metadata(root.detail.xapi),
            warnings=capped(warnings),
            file_count=len(content.paths),
            total_bytes=content.total_bytes,
        )


def _launched(tincan: etree._Element, name: str) -> etree._Element:
    activities = list(children(child(tincan, "activities"), "activity"))
    launched = [activity for activity in activities if preferred(texts(children(activity, "launch"))) is not None]
    if not activities:
        raise PackageRefused(f"{name} has no activity.")
    if not launched:
        raise PackageRefused(f"No activity of {name} has a launch address, so there is nothing to open.")
    if len(launched) > 1:
        raise PackageRefused(f"{len(launched)} activities of {name} have a launch address; only one may.")
    return launched[0]


def _activity(element: etree._Element, content: PackageContent, warnings: list[str]) -> Activity:
    identifier = attribute(element, "id")
    if identifier is None:
        raise PackageRefused(f"The launched activity of {content.manifest_path} has no id.")
    if not is_iri(identifier):
        warnings.append(
            f'The id "{identifier[:200]}" of the activity is not an IRI, so statements about it break xAPI.'
        )
    kind = attribute(element, "type")
    if kind is None:
        warnings.append(f'The activity "{identifier[:200]}" has no type.')
    names, descriptions = texts(children(element, "name")), texts(children(element, "description"))
    if not names:
        warnings.append(f'The activity "{identifier[:200]}" has no name.')
    url = join((), preferred_text(texts(children(element, "launch"))) or "")
    if is_external(url):
        warnings.append(f"The course lies outside the package, at {url}.")
    return Activity(
        identifier,
        preferred_text(names) or identifier,
        "SCO",
        href=launch_url(content, url),
        description=preferred_text(descriptions),
        detail=StandardDetail(xapi=TinCanActivity(identifier, kind, names, descriptions)),
    )


def _metadata(activity: TinCanActivity) -> Metadata:
    title, description = preferred(activity.names), preferred(activity.descriptions)
    return Metadata(
        title=title.text if title else None,
        title_language=(title.language or None) if title else None,
        description=description.text if description else None,
        description_language=(description.language or None) if description else None,
        languages=languages(activity.names, activity.descriptions),
    )
