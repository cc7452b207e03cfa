"""The types of CMI values: functions that return what is wrong with a text, or None if it is a valid value."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Literal

Fault = Literal["type", "range"]
ValueType = Callable[[str], Fault | None]

LONGEST = 64_000
"""Characters of a long text. SCORM 1.2 says 4,096, and 255 for answers to questions, but real courses write more and the players
let them; SCORM 2004's figures are floors, not ceilings. So both take as much as the SCORM runtime of the player takes, and never cut."""

_DECIMAL = re.compile(r"-?\d{1,10}(\.\d{1,18})?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_LANGUAGE = r"([A-Za-z]{2,8}|[ix])(-[A-Za-z0-9]{1,8})*"
_LOCALIZED = re.compile(rf"(\{{lang=({_LANGUAGE})?\}})?(?!\{{lang=)[\s\S]*")


def text(longest: int) -> ValueType:
    """Any text up to so many characters."""
    return lambda value: "type" if len(value) > longest else None


def words(*vocabulary: str) -> ValueType:
    """Exactly one of the words, case-sensitive, without abbreviations."""
    known = frozenset(vocabulary)
    return lambda value: None if value in known else "type"


def matching(pattern: str) -> ValueType:
    """Text of a form."""
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: None if compiled.fullmatch(value) else "type"


def number(least: int | None = None, most: int | None = None, *, blank: bool = False) -> ValueType:
    """A decimal number (CMIDecimal, real(10,7)) within bounds, or nothing at all where that is allowed."""
    return _bounded(_DECIMAL, least, most, blank)


def integer(least: int, most: int) -> ValueType:
    """A whole number within bounds."""
    return _bounded(_INTEGER, least, most, blank=False)


def either(*types: ValueType) -> ValueType:
    """A value of any of the types; the fault is that of the last."""

    def check(value: str) -> Fault | None:
        fault: Fault | None = None
        for one in types:
            fault = one(value)
            if fault is None:
                break
        return fault

    return check


def localized(value: str) -> Fault | None:
    """Text with or without `{lang=…}` before it."""
    return None if len(value) <= LONGEST and _LOCALIZED.fullmatch(value) else "type"


def uri(value: str) -> Fault | None:
    """An identifier of SCORM 2004: some text that is not blank; what claims to be a URN must be one."""
    if not value.strip() or len(value) > 4000:
        return "type"
    return "type" if value.startswith("urn:") and not re.fullmatch(r"urn:[A-Za-z0-9-]{1,31}:\S+", value) else None


identifier_12 = matching(r"[!-~][ -~]{0,254}")
"""CMIIdentifier. The text of the standard forbids white space inside; courses have it and the players take it."""

timespan_12 = matching(r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?")
"""CMITimespan, HHHH:MM:SS.SS: two to four digits of hours, up to two of fractions."""

time_12 = matching(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?")
"""CMITime, HH:MM:SS.SS: a time of day."""

timespan_2004 = matching(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?")
"""timeinterval(second,10,2): an ISO 8601 duration with up to two digits of fractions."""

time_2004 = matching(
    r"(19[7-9]\d|20[0-2]\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"(T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?)?)?)?)?)?"
)
"""time(second,10,0): a moment of 1970 to 2038, as exact as it is known."""

language = matching(rf"({_LANGUAGE})?")
"""language_type: a language tag or nothing."""


def _bounded(form: re.Pattern[str], least: int | None, most: int | None, blank: bool) -> ValueType:
    def check(value: str) -> Fault | None:
        if value == "" and blank:
            return None
        if not form.fullmatch(value):
            return "type"
        amount = Decimal(value)
        outside = (least is not None and amount < least) or (most is not None and amount > most)
        return "range" if outside else None

    return check
