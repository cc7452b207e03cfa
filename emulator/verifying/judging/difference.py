"""A difference between two answers, or between an answer and the contract."""

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """`place` is `status`, `reason`, `header NAME`, `time`, or a place in the body such as `body.users[].Id`; `aspect` names the property
    that differs. `vendor` and `emulator` describe both sides without any value of the data."""

    place: str
    aspect: str
    vendor: str
    emulator: str
