"""Setting a sandbox's clock, by the control API or by a seed: due times move along if it is set back."""

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from emulator.jobs.job import move_due_times
from emulator.sandbox.clock import ClockRangeError, later, within_range
from emulator.sandbox.sandbox import Sandbox
from emulator.store.unit_of_work import UnitOfWork

CENTURY = 100 * 366 * 24 * 3600.0


def _utc(moment: datetime) -> datetime:
    try:
        return within_range(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))
    except OverflowError:  # in UTC it is outside of the years 1 to 9999
        raise ClockRangeError from None


class ClockChange(BaseModel):
    """The changes to make: set the time or shift it, stop or start it, let it run faster or slower."""

    model_config = ConfigDict(extra="forbid")

    now: Annotated[datetime, AfterValidator(_utc)] | None = None
    shift: float | None = Field(
        default=None, ge=-CENTURY, le=CENTURY, description="Seconds to move the time by, back if they are below 0."
    )
    held: bool | None = None
    scale: float | None = Field(
        default=None,
        ge=0.001,
        le=86_400,
        description="How many seconds pass in one of the machine's: 1 is usual, 3600 is an hour. A held clock runs so once it is released.",
    )

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if self.now is not None and self.shift is not None:
            raise ValueError("now and shift exclude each other")
        return self


def set_the_clock(sandbox: Sandbox, work: UnitOfWork, change: ClockChange) -> None:
    """Make the changes, within a unit of work that saves the sandbox. Raises `ClockRangeError`."""
    if change.held:
        sandbox.clock.hold()
    elif change.held is False:
        sandbox.clock.release()
    if change.scale is not None:
        sandbox.clock.run_by(change.scale)
    now = sandbox.clock.now()
    moment = change.now if change.shift is None else later(now, change.shift)
    if moment is not None:
        sandbox.clock.set(moment)
        if moment < now:
            move_due_times(work, moment - now)
