"""What a fault does: to a call, to a job, to a delivery."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from emulator.faults.part import RulePart, Text
from emulator.faults.spread import Seconds, Spread
from emulator.problems.words import Formed

Connection = Literal["drop", "reset"]
Where = Literal["before", "after"]
Status = Annotated[int, Field(ge=400, le=599)]
# One line: it is also the reason phrase of a status line where the vendor has it there.
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=500), Formed(r"^[^\x00-\x1f\x7f]*$", "must be one line of text")
]

FAILURES = ("status", "error", "rate_limit", "connection")


class CallEffect(RulePart):
    """What happens to a call. This is also what the header `X-Emulator-Fault` says.

    At most one of `status`, `error`, `rate_limit` and `connection` can be chosen; a delay comes before it, and `trickle` and `body`
    are done to whatever answer there is.
    """

    where: Where = Field(
        default="before",
        description="`before`: nothing is done. `after`: the work is done and committed, and then the client sees the failure.",
    )
    delay: Spread | None = Field(default=None, description="Seconds of real time to wait.")
    status: Status | None = Field(default=None, description="A status, with the vendor's own error body.")
    error: Text | None = Field(default=None, description="An error of the vendor's contract, by its name.")
    reason: Words | None = Field(default=None, description="The words of the error in place of the vendor's.")
    retry_after: Annotated[int, Field(ge=0, le=86_400)] | None = Field(
        default=None, description="The header Retry-After of the failure, in seconds."
    )
    rate_limit: Literal[True] | None = Field(default=None, description="The vendor's answer to too many requests.")
    connection: Connection | None = Field(
        default=None, description="`drop`: closed without an answer. `reset`: reset, as by a crash."
    )
    body: Literal["cut", "garble"] | None = Field(
        default=None,
        description="`cut`: the connection ends in the middle of the answer's body. `garble`: the body makes no sense.",
    )
    trickle: Seconds | None = Field(default=None, description="The body takes so many seconds to arrive, bit by bit.")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        _one_failure(self, FAILURES)
        if not (self.fails or self.delay or self.body or self.trickle):
            raise ValueError("says nothing to do: name delay, status, error, rate_limit, connection, body or trickle")
        if self.reason and not (self.status or self.error or self.rate_limit):
            raise ValueError("reason is for status, error or rate_limit")
        if self.retry_after is not None and not (self.status or self.error or self.rate_limit):
            raise ValueError("retry_after is for status, error or rate_limit")
        if self.connection and (self.body or self.trickle):
            raise ValueError("connection leaves no answer for body or trickle")
        return self

    @property
    def fails(self) -> bool:
        """True if the client sees a failure in place of the answer."""
        return any(getattr(self, name) is not None for name in FAILURES)


class JobEffect(RulePart):
    """What happens to a job before it comes into a state."""

    delay: Spread | None = Field(
        default=None, description="Seconds of the sandbox's clock that it takes longer, in the job mode `real`."
    )
    reason: Words | None = Field(default=None, description="The job fails, and this is why.")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if not (self.delay or self.reason):
            raise ValueError("says nothing to do: name delay or reason")
        return self


class DeliveryEffect(RulePart):
    """What happens to a try of a delivery, as if the receiver were to blame."""

    where: Where = Field(
        default="before",
        description="`before`: the receiver hears nothing. `after`: it has the request, and its answer is lost.",
    )
    delay: Annotated[float, Field(ge=0, le=60)] | None = Field(
        default=None, description="Seconds of real time to wait."
    )
    status: Status | None = Field(default=None, description="The status that the receiver seems to answer.")
    connection: Connection | None = Field(
        default=None, description="The receiver seems to close, or reset, the connection."
    )

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        _one_failure(self, ("status", "connection"))
        if not (self.delay or self.status or self.connection):
            raise ValueError("says nothing to do: name delay, status or connection")
        return self


def _one_failure(effect: RulePart, names: tuple[str, ...]) -> None:
    chosen = [name for name in names if getattr(effect, name) is not None]
    if len(chosen) > 1:
        raise ValueError(f"{' and '.join(chosen)} exclude each other")
