"""The day, of the machine's own clock: what is seen at a real vendor is seen in real time, not in a sandbox's."""

from datetime import UTC, date, datetime


def today() -> str:
    """The day in UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()  # noqa: TID251 - see above


def age(day: str) -> int | None:
    """How many days ago a day was; None if it is none."""
    try:
        return (date.fromisoformat(today()) - date.fromisoformat(day)).days
    except ValueError:
        return None
