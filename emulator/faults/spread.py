"""How long a delay is: a number of seconds, or a spread of them."""

from math import cos, exp, log, pi, sqrt
from typing import Annotated

from pydantic import Field, model_validator

from emulator.faults.part import RulePart

LONGEST = 3600.0

Seconds = Annotated[float, Field(ge=0, le=LONGEST, allow_inf_nan=False)]


class Between(RulePart):
    """Any number of seconds from `shortest` to `longest`, all alike probable."""

    shortest: Seconds = 0.0
    longest: Seconds

    @model_validator(mode="after")
    def _in_order(self) -> "Between":
        if self.shortest > self.longest:
            raise ValueError("shortest is more than longest")
        return self


class LogNormal(RulePart):
    """As waiting times are in the wild: half of them shorter than `median` seconds, some much longer; `sigma` says how much."""

    median: Annotated[float, Field(gt=0, le=LONGEST, allow_inf_nan=False)]
    sigma: Annotated[float, Field(gt=0, le=5, allow_inf_nan=False)] = 0.5


Spread = Seconds | Between | LogNormal


def seconds_of(spread: Spread | None, first: float, second: float) -> float:
    """The seconds by two fractions, each at least 0 and less than 1; 0 without a spread."""
    match spread:
        case Between():
            return spread.shortest + first * (spread.longest - spread.shortest)
        case LogNormal():
            normal = sqrt(-2 * log(1 - first)) * cos(2 * pi * second)
            return min(spread.median * exp(spread.sigma * normal), LONGEST)
    return spread or 0.0
