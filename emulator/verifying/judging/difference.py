"""What is different between two answers, or between an answer and the contract."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """`place` is `status`, `reason`, `header NAME`, `time`, or in the body `body.users[].Id`; `aspect` is what of it differs.

    `vendor` and `emulator` say it in words that have no value of either.
    """

    place: str
    aspect: str
    vendor: str
    emulator: str
