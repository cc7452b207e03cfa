"""Looking up elements whose namespaces differ from edition to edition: by local name, in any case."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from emulator.courseware.package.xml import local_name


def children(parent: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Direct children called one of `names` (lower case), in document order."""
    if parent is not None:
        for element in parent.iterchildren("*"):
            if local_name(element).lower() in names:
                yield element


def child(parent: etree._Element | None, *names: str) -> etree._Element | None:
    """The first of `children`, or None."""
    return next(children(parent, *names), None)


def path(parent: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of the first child … by one name for each level, or None."""
    for name in names:
        parent = child(parent, name)
    return parent


def descendants_named(parent: etree._Element, qualified: str) -> bool:
    """True if an element with this namespace and name exists anywhere below `parent`."""
    return next(parent.iter(qualified), None) is not None


def text(element: etree._Element | None) -> str | None:
    """The element's text without surrounding white space; None if the element or its text is missing."""
    return ((element.text or "").strip() or None) if element is not None else None


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The attribute called `name` (lower case) of any namespace and in any case; None if absent or blank."""
    if element is not None:
        for key, value in element.attrib.items():
            if etree.QName(key).localname.lower() == name:
                return str(value).strip() or None
    return None


def number(value: str | None, low: int, high: int, what: str, warnings: list[str]) -> Decimal | None:
    """`value` as a decimal from `low` to `high`; anything else gives None and a warning that names `what`."""
    if value is None:
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        found = Decimal("NaN")
    if found.is_finite() and low <= found <= high:
        return found
    warnings.append(f'{what} is "{value[:40]}", not a number from {low} to {high}; it is ignored.')
    return None
