"""Rules of cmi5's course structure that its schema does not tell: what an id and a URL may be (cmi5 13.1)."""

import re
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.href import join, launch_url
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.package.xml import line_of

# An absolute IRI (RFC 3987), as far as it can be told from anything else.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f]+")
_ANY_URI = etree.XMLSchema(
    etree.fromstring(
        b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="uri" type="xs:anyURI"/></xs:schema>'
    )
)
_RESERVED = ("endpoint", "fetch", "actor", "registration", "activityId")


class Identifiers:
    """The ids that were given to each kind of element: no two of a kind may share one."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, str]] = set()

    def take(self, kind: str, identifier: str, element: etree._Element) -> None:
        """Raises `PackageRefused` for an id that another element of the kind has."""
        if (kind, identifier) in self._taken:
            raise PackageRefused(
                f'The id "{identifier}" of the {kind} in line {line_of(element)} of cmi5.xml is used twice.'
            )
        self._taken.add((kind, identifier))


def is_iri(text: str) -> bool:
    """True if the text is an absolute IRI."""
    return _IRI.fullmatch(text) is not None


def is_any_uri(text: str) -> bool:
    """True if the text is of the type that cmi5's schema has for ids and addresses, xs:anyURI."""
    element = etree.Element("uri")
    element.text = text
    return bool(_ANY_URI.validate(element))


def check_iri(identifier: str | None, kind: str, element: etree._Element) -> str:
    """The id of an element. Raises `PackageRefused` if it is missing or not an IRI."""
    if identifier is None:
        raise PackageRefused(f"The {kind} in line {line_of(element)} of cmi5.xml has no id.")
    if not is_iri(identifier) or not is_any_uri(identifier):
        raise PackageRefused(
            f'The id "{identifier[:200]}" of the {kind} in line {line_of(element)} of cmi5.xml is not an IRI.'
        )
    return identifier


def check_url(url: str | None, unit: str, content: PackageContent | None) -> str:
    """The address that opens a unit: absolute, or of a file in the archive. Raises `PackageRefused` for any other."""
    if url is None:
        raise PackageRefused(f'The unit "{unit}" has no url, so it cannot be opened.')
    if not is_any_uri(url):
        raise PackageRefused(f'The url "{url[:200]}" of the unit "{unit}" is no address (xs:anyURI).')
    joined = join((), url)
    parts = urlsplit(joined)
    for name, _ in parse_qsl(parts.query, keep_blank_values=True):
        if name in _RESERVED:
            raise PackageRefused(f'The url of the unit "{unit}" has a parameter "{name}", which cmi5 keeps for itself.')
    if parts.scheme in ("http", "https") and parts.netloc:
        return joined
    if parts.scheme or parts.netloc:
        raise PackageRefused(
            f'The url "{url[:200]}" of the unit "{unit}" is neither absolute (http, https) nor relative.'
        )
    if content is None:
        raise PackageRefused(
            f'The unit "{unit}" has the relative url "{url[:200]}", but there is no archive to find it in.'
        )
    return launch_url(content, joined)
