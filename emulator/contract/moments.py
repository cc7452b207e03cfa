"""Moments as text in ISO 8601. orjson writes one in a fifth of the time of `isoformat`, and an answer may have a thousand."""

from datetime import datetime

import orjson


def to_the_second(moment: datetime) -> str:
    """`2026-11-30T09:15:00`: what is smaller than a second is cut off, and no zone is named."""
    return orjson.dumps(moment)[1:20].decode()


def to_the_millisecond(moment: datetime) -> str:
    """`2026-11-30T09:15:00.123`: the same to the millisecond."""
    return f"{to_the_second(moment)}.{moment.microsecond // 1000:03d}"
