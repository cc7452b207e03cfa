"""The formats of texts in xAPI, each a name and a test."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

_TEXTS = {
    "a UUID": r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
    "an IRI": r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x20\ud800-\udfff]+",
    "a mailto IRI": r"mailto:[^@\s<>\ud800-\udfff]+@[^@\s<>\ud800-\udfff]+",
    "the SHA1 sum of a mailto IRI": r"[0-9A-Fa-f]{40}",
    "a hash in hexadecimal digits": r"[0-9A-Fa-f]{56}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{128}",
    "a media type": r"[\w!#$&^.+\-]+/[\w!#$&^.+\-]+(\s*;.*)?",
    # RFC 5646, with the private and the grandfathered tags
    "a language tag": (
        r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4}|[A-Za-z]{5,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
        r"(?:-(?:[A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*(?:-[A-WY-Za-wy-z\d](?:-[A-Za-z\d]{2,8})+)*(?:-[xX](?:-[A-Za-z\d]{1,8})+)?"
        r"|[xX](?:-[A-Za-z\d]{1,8})+|[iI]-[A-Za-z]{2,8}|en-GB-oed|sgn-(?:BE-FR|BE-NL|CH-DE)"
    ),
    # ISO 8601, where only the last member may have a fraction; a week stands alone
    "an ISO 8601 duration": (
        r"P(?=.)(?:\d+(?:[.,]\d+)?W|(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
        r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)"
    ),
    "a version 1.0.x": r"1\.0(?:\.\d+)?",
    "a version 2.0.x": r"2\.0(?:\.\d+)?",
    "a version 1.0.x or 2.0.x": r"[12]\.0(?:\.\d+)?",
}
_TIMESTAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?\s?(Z|z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_NEGATIVE_ZERO = re.compile(r"-00(?::?00)?$")
_DURATION = re.compile(
    r"P(?:([\d.,]+)W|(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)D)?(?:T(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?)"
)
_SECONDS = (604_800, 31_536_000, 2_592_000, 86_400, 3600, 60, 1)
_MONTHS = (0, 12, 1, 0, 0, 0, 0)

TESTS: dict[str, Callable[[str], object]] = {
    name: re.compile(pattern, re.ASCII).fullmatch for name, pattern in _TEXTS.items()
}


def is_format(name: str, text: str) -> bool:
    """True if a text has this format of `TESTS`."""
    return TESTS[name](text) is not None


def moment_of(text: str) -> datetime | None:
    """The moment of an ISO 8601 timestamp, in UTC, to the microsecond; None if the text is not a timestamp.

    A timestamp without an offset counts as UTC; the offset -00:00 is invalid (xAPI).
    """
    found = _TIMESTAMP.fullmatch(text)
    if found is None or _NEGATIVE_ZERO.search(found[8] or ""):
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.group(1, 2, 3, 4, 5, 6))
    try:
        moment = datetime(
            year, month, day, hour, minute, second, int((found[7] or "0")[:6].ljust(6, "0")), tzinfo=_zone(found[8])
        )
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(text: str | None) -> timezone:
    if text is None or text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def timestamp_of(moment: datetime) -> str:
    """A UTC moment as LRSs write it, to the millisecond."""
    return moment.isoformat(timespec="milliseconds")[:23] + "Z"


def seconds_of(duration: str) -> float:
    """The seconds of an ISO 8601 duration, with years of 365 and months of 30 days; 0.0 if the text is not a duration."""
    found = _DURATION.fullmatch(duration)
    if found is None:
        return 0.0
    parts = (
        Decimal(part.replace(",", ".")) * unit for part, unit in zip(found.groups(), _SECONDS, strict=True) if part
    )
    try:
        return float(sum(parts, Decimal()))
    except InvalidOperation:
        return 0.0


def months_and_seconds(duration: str) -> tuple[Decimal, Decimal]:
    """An ISO 8601 duration as exact numbers. Months and seconds are apart, because no month has a fixed length."""
    found = _DURATION.fullmatch(duration)
    assert found is not None
    parts = [Decimal(part.replace(",", ".")) if part else Decimal() for part in found.groups()]
    months = sum((part * each for part, each in zip(parts, _MONTHS, strict=True)), Decimal())
    seconds = (part * unit for part, unit, each in zip(parts, _SECONDS, _MONTHS, strict=True) if not each)
    return months, sum(seconds, Decimal())
