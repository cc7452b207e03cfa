"""The day, of the machine's own clock: what is seen at a real vendor is seen in real time, not in a sandbox's."""

from datetime import date

from emulator.sandbox.clock import machine_now


def today() -> str:
    """The day in UTC, ISO 8601."""
    return machine_now().date().isoformat()


def age(day: str) -> int | None:
    """How many days ago a day was; None for a text that is not a day."""
    try:
        return (date.fromisoformat(today()) - date.fromisoformat(day)).days
    except ValueError:
        return None
