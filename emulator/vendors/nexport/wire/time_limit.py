"""The duration of access: a text in .NET's form, `30.00:00:00` for 30 days. Inferred from a client that parses it so."""

import re
from datetime import datetime, timedelta

from emulator.vendors.nexport.errors import ValidationFailed

_FORM = re.compile(r"(?:(\d{1,8})\.)?([01]?\d|2[0-3]):([0-5]?\d)(?::([0-5]?\d)(?:\.\d{1,7})?)?|(\d{1,8})", re.ASCII)


def read(text: str) -> timedelta:
    """`[days.]hours:minutes[:seconds]`, or days alone. 422 for anything else."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValidationFailed(why="access_expiration_time_limit must be a duration like 30.00:00:00")
    days, hours, minutes, seconds, alone = (int(part or 0) for part in found.groups())
    return timedelta(days=days + alone, hours=hours, minutes=minutes, seconds=seconds)


def end(start: datetime, text: str) -> datetime:
    """When access that begins now ends; at most the last possible moment."""
    try:
        return start + read(text)
    except OverflowError:
        return datetime.max.replace(tzinfo=start.tzinfo)
