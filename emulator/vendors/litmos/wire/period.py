"""The period of a delta query: `since` and `to`, in UTC."""

import re
from datetime import UTC, datetime, timedelta

from emulator.light.records import dataclass
from emulator.vendors.litmos.errors import PeriodInvalid

LONGEST = timedelta(days=7)  # documented
_FORM = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?", re.ASCII)
_FORMS = "yyyy-MM-dd HH:mm:ss, yyyy-MM-dd HH:mm or yyyy-MM-dd"


@dataclass(frozen=True, slots=True)
class Period:
    """A period from one moment to another, both included."""

    since: datetime
    to: datetime


def moment_of(text: str) -> datetime | None:
    """Read a date in one of the three documented forms, with a space or (as another page has it) a T; None if it is not a date."""
    text = text.strip()
    if not _FORM.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def required_moment(name: str, text: str | None) -> datetime:
    """A date that has to be there, else 406."""
    if not text:
        raise PeriodInvalid(f"{name} is required: {_FORMS}")
    moment = moment_of(text)
    if moment is None:
        raise PeriodInvalid(f"{name} is no date of the form {_FORMS}")
    return moment


def period_of(since: str | None, to: str | None) -> Period:
    """The period that two parameters name; 406 if one is missing or no date, or if they are more than 7 days apart."""
    period = Period(required_moment("since", since), required_moment("to", to))
    if period.to < period.since:
        raise PeriodInvalid("to lies before since")
    if period.to - period.since > LONGEST:
        raise PeriodInvalid("since and to are more than 7 days apart")
    return period
