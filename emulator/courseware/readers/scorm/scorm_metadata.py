"""Learning object metadata (LOM) of an imsmanifest.xml: title, description, keywords, times."""

from lxml import etree

from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.href import find_file, join
from emulator.courseware.package.package import Metadata
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.package.xml import XmlRefused, local_name, parse_xml
from emulator.courseware.readers.elements import attribute, child, children, path, text


def read_metadata(
    manifest: etree._Element,
    organization: etree._Element | None,
    content: PackageContent,
    warnings: list[str],
) -> Metadata:
    """Read the manifest's own metadata, or its organization's if the manifest has none.

    A metadata file that cannot be read gives a warning only, because no launch needs it.
    """
    for owner in (manifest, organization):
        lom = _lom(child(owner, "metadata"), content, warnings)
        if lom is not None:
            return _from_lom(lom)
    return Metadata()


def _lom(metadata: etree._Element | None, content: PackageContent, warnings: list[str]) -> etree._Element | None:
    inline = child(metadata, "lom")
    location = text(child(metadata, "location"))
    if inline is not None or location is None:
        return inline
    try:
        name = find_file(content, join((), location))
        if name is None:
            warnings.append(f"The metadata file {location} is not in the archive.")
            return None
        root = parse_xml(content.read(name))
    except XmlRefused as refused:
        warnings.append(f"The metadata file {location} is ignored: {refused}")
        return None
    except PackageRefused as refused:
        warnings.append(f"The metadata file is ignored: {refused.reason}")
        return None
    return root if local_name(root) == "lom" else None


def _from_lom(lom: etree._Element) -> Metadata:
    general = child(lom, "general")
    title, title_language = _langstring(child(general, "title"))
    description, description_language = _langstring(child(general, "description"))
    keywords = (_langstring(keyword)[0] for keyword in children(general, "keyword"))
    languages = (text(language) for language in children(general, "language"))
    return Metadata(
        title=title,
        title_language=title_language,
        description=description,
        description_language=description_language,
        duration=_duration(path(lom, "technical", "duration")),
        typical_time=_duration(path(lom, "educational", "typicallearningtime")),
        keywords=tuple(dict.fromkeys(keyword for keyword in keywords if keyword)),
        languages=tuple(dict.fromkeys(language for language in languages if language)),
    )


def _langstring(element: etree._Element | None) -> tuple[str | None, str | None]:
    """The first text that is not blank and its language: `langstring` in SCORM 1.2, `string` in 2004."""
    for each in children(element, "langstring", "string"):
        value = text(each)
        if value is not None:
            # xml:lang in 1.2 and @language in 2004.
            return value, attribute(each, "lang") or attribute(each, "language")
    return None, None


def _duration(element: etree._Element | None) -> str | None:
    return text(child(element, "datetime", "duration"))
