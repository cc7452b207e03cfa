"""The resources of an imsmanifest.xml: what an item launches, and which files it says it needs."""

from urllib.parse import unquote

from lxml import etree

from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.href import find_file, is_external, join, launch_url, path_of
from emulator.courseware.package.package import ActivityKind
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.package.xml import line_of, local_name
from emulator.courseware.readers.elements import attribute, children
from emulator.light.records import dataclass

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_NAMED_MISSING_FILES = 20


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource element; `url` and `files` have the xml:base values applied."""

    identifier: str
    kind: ActivityKind
    url: str | None
    files: tuple[str, ...]
    line: int | None

    def launch(self, content: PackageContent, warnings: list[str]) -> str | None:
        """The URL that opens the resource; None for an asset without one.

        A SCO without a URL, or whose file is missing, is refused: the learner would see an error page
        instead of the course, and only the person who uploads the package can fix it.
        """
        if self.url is None:
            if self.kind == "SCO":
                raise PackageRefused(
                    f'The SCO resource "{self.identifier}" in line {self.line} of the manifest has no href.'
                )
            return None
        if is_external(self.url):
            warnings.append(f'The resource "{self.identifier}" lies outside the package, at {self.url}.')
            return self.url
        url = launch_url(content, self.url)
        found, asked = find_file(content, self.url), path_of(self.url) or ""
        if found not in (asked, unquote(asked)):
            # Made on Windows, where case does not count; our address has the case of the archive.
            warnings.append(f'The manifest launches "{asked}", which is spelled "{found}" in the archive.')
        return url


def read_resources(manifest: etree._Element, warnings: list[str]) -> dict[str, Resource]:
    """All resources by identifier, including those of sub-manifests; the first one with an identifier counts."""
    found: dict[str, Resource] = {}
    for element in manifest.iter("{*}resource"):
        parent = element.getparent()
        if parent is None or local_name(parent) != "resources":
            continue
        resource = _read(element, warnings)
        if resource.identifier in found:
            warnings.append(f'There is more than one resource "{resource.identifier}"; the first is used.')
        else:
            found[resource.identifier] = resource
    return found


def missing_files(resources: dict[str, Resource], content: PackageContent) -> list[str]:
    """Warnings for files that the manifest lists and the archive lacks.

    No reason to refuse: the launch files are there, and lists made by hand or by old tools are often wrong.
    """
    listed = dict.fromkeys(url for resource in resources.values() for url in resource.files)
    missing = [url for url in listed if not is_external(url) and find_file(content, url) is None]
    warnings = [
        f"The manifest lists {url}, but that file is not in the archive." for url in missing[:_NAMED_MISSING_FILES]
    ]
    if len(missing) > _NAMED_MISSING_FILES:
        more = len(missing) - _NAMED_MISSING_FILES
        warnings.append(f"The manifest lists {more} more files that are not in the archive.")
    return warnings


def _read(element: etree._Element, warnings: list[str]) -> Resource:
    identifier = attribute(element, "identifier") or ""
    bases = _bases(element)
    href = attribute(element, "href")
    if not identifier:
        warnings.append(f"The resource in line {line_of(element)} has no identifier; no item can launch it.")
    stated = attribute(element, "scormtype")
    if stated is None or stated.lower() not in ("sco", "asset"):
        # Without the word "sco" nothing promises that the content will look for an API.
        shown = f'the scormType "{stated}"' if stated else "no scormType"
        warnings.append(f'The resource "{identifier}" has {shown}; it is taken as an asset.')
    files = (attribute(file, "href") for file in children(element, "file"))
    return Resource(
        identifier=identifier,
        kind="SCO" if stated is not None and stated.lower() == "sco" else "ASSET",
        url=join(bases, href) if href else None,
        files=tuple(join(bases, file) for file in files if file),
        line=line_of(element),
    )


def _bases(element: etree._Element) -> list[str]:
    """The xml:base values of the element and its ancestors, outermost first."""
    chain = [element, *element.iterancestors()]
    return [str(base) for step in reversed(chain) if (base := step.get(_XML_BASE))]
