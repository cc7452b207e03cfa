"""Common to all readers: parse a manifest file, and limit the length of its texts."""

from lxml import etree

from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.package.xml import XmlRefused, local_name, parse_xml

_MAX_WARNINGS = 100


def parse_manifest(data: bytes, name: str, root_name: str) -> etree._Element:
    """The root element, which must be called `root_name`. Raises `PackageRefused` with the file's name and the line."""
    try:
        root = parse_xml(data)
    except XmlRefused as refused:
        place = "" if refused.line is None else f", line {refused.line}"
        raise PackageRefused(f"{name}{place}: {refused.reason}") from None
    if local_name(root).lower() != root_name.lower():
        raise PackageRefused(f"{name}: the root element is <{local_name(root)}>, not <{root_name}>.")
    return root


def capped(warnings: list[str]) -> tuple[str, ...]:
    """Each sentence once, and no more of them than someone reads."""
    distinct = list(dict.fromkeys(warnings))
    if len(distinct) > _MAX_WARNINGS:
        distinct[_MAX_WARNINGS:] = [f"There are {len(distinct) - _MAX_WARNINGS} more warnings."]
    return tuple(distinct)
