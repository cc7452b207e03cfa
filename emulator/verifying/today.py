"""Today's date by the machine's clock, since a real vendor is called in real time, not in a sandbox's."""

from datetime import date

from emulator.sandbox.clock import machine_now


def today() -> str:
    """The date in UTC (ISO 8601)."""
    return machine_now().date().isoformat()


def age(day: str) -> int | None:
    """How many days ago a date was; None if the text is not a date."""
    try:
        return (date.fromisoformat(today()) - date.fromisoformat(day)).days
    except ValueError:
        return None
