"""Addresses in a manifest: the file in the package that they point to, and the URL that a browser opens."""

import posixpath
from collections.abc import Iterable
from urllib.parse import quote, unquote, urljoin, urlsplit

from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.refused import PackageRefused

_PATH_SAFE = "/!$&'()*+,;=:@"
_QUERY_SAFE = "/!$&'()*+,;=:@?%[]|{}"


def join(bases: Iterable[str], reference: str) -> str:
    """`reference` resolved against the xml:base values that apply to it, outermost first."""
    url = ""
    for part in (*bases, reference):
        try:
            url = urljoin(url, _cleaned(part))
            urlsplit(url)  # raises what urljoin lets through when there is nothing to join yet
        except ValueError:
            raise PackageRefused(f'The manifest has an address that is not one: "{part}".') from None
    return url


def is_external(url: str) -> bool:
    """True if the address points to a web server instead of a file in the package."""
    return url.lower().startswith(("http://", "https://", "//"))


def find_file(content: PackageContent, url: str) -> str | None:
    """The file that a relative address points to, spelled as in the archive; None if it is not there.

    Read literally first, then with its percent-encoding undone: a file may really be called `a%20b.html`.
    """
    path = path_of(url)
    if path is None:
        return None
    return content.find(path) or content.find(unquote(path))


def launch_url(content: PackageContent, url: str) -> str:
    """`url` with its path replaced by the file it points to, percent-encoded; query and fragment stay.

    Raises `PackageRefused` when the file is not in the package or the address is of another kind.
    """
    if is_external(url):
        return url
    parts = urlsplit(url)
    if parts.scheme:
        raise PackageRefused(f'The manifest launches "{url}", which is not a file of the package.')
    path = find_file(content, url)
    if path is None:
        raise PackageRefused(f'The manifest launches "{url}", but that file is not in the archive.')
    query = "?" + quote(parts.query, safe=_QUERY_SAFE) if parts.query else ""
    fragment = "#" + quote(parts.fragment, safe=_QUERY_SAFE) if parts.fragment else ""
    return quote(path, safe=_PATH_SAFE) + query + fragment


def with_parameters(url: str, parameters: str | None) -> str:
    """`url` with an item's `parameters` appended by the rules of SCORM's content aggregation model.

    Leading `?` and `&` are removed and the right separator is added. The query goes before the fragment. A fragment in the
    parameters is used only if the address has none.
    """
    query, _, extra_fragment = (parameters or "").strip().lstrip("?&").partition("#")
    address, _, fragment = url.partition("#")
    if query:
        separator = "" if address.endswith(("?", "&")) else "&" if "?" in address else "?"
        address += separator + quote(query, safe=_QUERY_SAFE)
    fragment = fragment or quote(extra_fragment, safe=_QUERY_SAFE)
    return f"{address}#{fragment}" if fragment else address


def path_of(url: str) -> str | None:
    """The path of an address in the package without `.` and `..`; None if it leads elsewhere or nowhere."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(parts.path.lstrip("/"))
    return None if path in ("", ".", "..") or path.startswith("../") else path


def _cleaned(reference: str) -> str:
    """Backslashes in the path become slashes, as Windows tools write them; in a query they stay."""
    text = reference.strip()
    end = min((text.index(mark) for mark in "?#" if mark in text), default=len(text))
    return text[:end].replace("\\", "/") + text[end:]
