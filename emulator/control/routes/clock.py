"""The sandbox's clock."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, HTTPException
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from emulator.control.answers.answer import Answer
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.jobs.job import move_due_times
from emulator.sandbox.sandbox import Sandbox

router = APIRouter(tags=["clock"], responses=IN_SANDBOX)

CENTURY = 100 * 366 * 24 * 3600.0


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class ClockChange(BaseModel):
    """The changes to make: set the time, stop or start it, or both."""

    model_config = ConfigDict(extra="forbid")

    now: Annotated[datetime, AfterValidator(_utc)] | None = None
    held: bool | None = None


class Advance(BaseModel):
    """How far to move the clock, in seconds."""

    model_config = ConfigDict(extra="forbid")

    seconds: float = Field(ge=0, le=CENTURY)


class ClockState(Answer):
    """The sandbox's time, and whether it stands still."""

    now: datetime
    held: bool


class JobMove(Answer):
    """A job that came into a new state on the way."""

    at: datetime
    job: str
    state: str
    reason: str | None


class Advanced(ClockState):
    """The clock after the move, and everything that fell due on the way, in order."""

    ran: list[JobMove]


@router.get("/_emulator/clock")
async def read_clock(sandbox: TheSandbox) -> ClockState:
    """The current time of the sandbox."""
    return _state(sandbox)


@router.put("/_emulator/clock", responses={**OF_BODIES, **refusals(409)})
async def set_clock(house: TheHouse, sandbox: TheSandbox, change: ClockChange) -> ClockState:
    """Set the time, hold the clock or let it run. Nothing runs for the time that is skipped: `advance` does that. If it is set back, jobs
    end by what was left of their time; dates that were told, as of tokens and links, stay."""
    async with house.worker.turn(sandbox):
        with sandbox.work() as work:
            if change.held:
                sandbox.clock.hold()
            elif change.held is False:
                sandbox.clock.release()
            if change.now is not None:
                back = change.now - sandbox.clock.now()
                sandbox.clock.set(change.now)
                work.after_commit(sandbox.rates.clear)
                if back < timedelta():
                    move_due_times(work, back)
            sandbox.save(work)
    house.worker.notify()
    _moved(sandbox)
    return _state(sandbox)


@router.post("/_emulator/clock/advance", responses={**OF_BODIES, **refusals(409)})
async def advance_clock(house: TheHouse, sandbox: TheSandbox, step: Advance) -> Advanced:
    """Move the clock forward; everything due runs in order, each at its own time, before the answer."""
    try:
        sandbox.clock.now() + timedelta(seconds=step.seconds)
    except OverflowError:
        raise HTTPException(400, "the clock cannot go beyond the year 9999") from None
    moves = await house.worker.advance(sandbox, step.seconds)
    _moved(sandbox)
    ran = [JobMove(at=move.at, job=move.job, state=move.state, reason=move.reason) for move in moves]
    return Advanced(now=sandbox.clock.now(), held=sandbox.clock.held, ran=ran)


def _moved(sandbox: Sandbox) -> None:
    sandbox.happenings.tell("clock", now=sandbox.clock.now(), held=sandbox.clock.held)


def _state(sandbox: Sandbox) -> ClockState:
    return ClockState(now=sandbox.clock.now(), held=sandbox.clock.held)
