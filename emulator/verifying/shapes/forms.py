"""The form that a text has: a date of one of the known spellings, a URL, a number …"""

import re

EMPTY, TEXT, KNOWN, UNKNOWN = "empty", "text", "a known value", "no known value"

_DAY = r"\d{4}-\d\d-\d\d"
_TIME = r"\d\d:\d\d:\d\d"
FORMS = {
    name: re.compile(pattern)
    for name, pattern in (
        ("date and time with Z", f"{_DAY}T{_TIME}Z"),
        ("date and time with a fraction and Z", rf"{_DAY}T{_TIME}\.\d+Z"),
        ("date and time with an offset", rf"{_DAY}T{_TIME}[+-]\d\d:?\d\d"),
        ("date and time with a fraction and an offset", rf"{_DAY}T{_TIME}\.\d+[+-]\d\d:?\d\d"),
        ("date and time without a zone", f"{_DAY}T{_TIME}"),
        ("date and time with a fraction, without a zone", rf"{_DAY}T{_TIME}\.\d+"),
        ("date and time with a blank", rf"{_DAY} {_TIME}(\.\d+)?( ?Z)?"),
        ("date", _DAY),
        ("date with slashes", r"\d{1,2}/\d{1,2}/\d{4}( \d{1,2}:\d\d(:\d\d)?( [AP]M)?)?"),
        ("date of WCF", r"/Date\(-?\d+\)/"),
        ("date of WCF with an offset", r"/Date\(-?\d+[+-]\d{4}\)/"),
        ("date of HTTP", r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT"),
        ("duration", r"P(?=.)(\d+D)?(T[\d.HMS]+)?"),
        ("UUID", r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
        ("URL", r"https?://\S+"),
        ("mail address", r"[^@\s]+@[^@\s]+"),
        ("number", r"-?\d+(\.\d+)?"),
        ("boolean", r"[Tt]rue|[Ff]alse"),
    )
}
DATES = frozenset(name for name in FORMS if name.startswith("date"))
LONGEST = 2000  # longest text that is examined


def form_of(text: str) -> str:
    """The form of a text."""
    if not text:
        return EMPTY
    if len(text) > LONGEST:
        return TEXT
    return next((name for name, pattern in FORMS.items() if pattern.fullmatch(text)), TEXT)
