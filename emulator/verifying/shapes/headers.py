"""Which headers of an answer belong to the API, and their forms."""

import re
from collections.abc import Iterable, Mapping

from emulator.verifying.shapes.forms import form_of

OF_THE_WAY = frozenset(
    (
        *(
            "date",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "content-length",
            "content-encoding",
            "via",
            "age",
            "vary",
        ),
        *(
            "server",
            "x-powered-by",
            "x-aspnet-version",
            "x-aspnetmvc-version",
            "alt-svc",
            "nel",
            "report-to",
            "server-timing",
        ),
        *(
            "set-cookie",
            "strict-transport-security",
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
        ),
        *(
            "x-xss-protection",
            "referrer-policy",
            "permissions-policy",
            "x-cache",
            "x-request-id",
            "x-correlation-id",
            "expires",
            "pragma",
        ),
        *(
            "x-runtime",
            "x-served-by",
            "x-timer",
            "request-context",
            "p3p",
            "expect-ct",
            "x-permitted-cross-domain-policies",
        ),
    )
)
"""Headers of servers, proxies and networks; ignored unless the contract names them."""
PREFIXES = ("x-emulator-", "cf-", "x-amz-", "x-amzn-", "x-azure-", "x-ms-", "x-fd-", "access-control-")
_PLAIN = re.compile(r"[a-z][a-z-]{0,39}")
_CHARSET = re.compile(r"charset=\"?([A-Za-z0-9-]{1,20})")
KNOWN_MEDIA = frozenset(
    (
        *("application/json", "text/json", "application/xml", "text/xml", "text/html", "text/plain", "text/csv"),
        *("application/zip", "application/octet-stream", "application/pdf", "image/png", "image/jpeg", "image/gif"),
        *("application/problem+json", "application/x-zip-compressed", "multipart/mixed", "application/javascript"),
    )
)
CHARSETS = frozenset(("utf-8", "us-ascii", "iso-8859-1", "windows-1252", "utf-16"))


def shape_of(headers: Iterable[tuple[str, str]], declared: Mapping[str, str]) -> dict[str, str]:
    """The form of each header of the API, by its name in lower case. Of the media type the value is shown, of all others only the form."""
    known = {name.lower() for name in declared}
    found = {}
    for name, value in headers:
        small = name.lower()
        if small in known or not (small in OF_THE_WAY or small.startswith(PREFIXES) or not _PLAIN.fullmatch(small)):
            found[small] = _media(value) if small == "content-type" else _form(value, declared, small)
    return dict(sorted(found.items()))


def _form(value: str, declared: Mapping[str, str], name: str) -> str:
    own = {each.lower(): given for each, given in declared.items()}.get(name)
    return "as declared" if own is not None and own == value else form_of(value)


def _media(value: str) -> str:
    media = value.partition(";")[0].strip().lower()
    given = _CHARSET.search(value)
    charset = "" if given is None else given.group(1).lower()
    shown = media if media in KNOWN_MEDIA else "another media type"
    return shown + (f"; charset={charset if charset in CHARSETS else 'another'}" if charset else "")
