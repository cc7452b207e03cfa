"""The sandbox's clock, and what is due by it."""

from dataclasses import asdict
from datetime import datetime

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from emulator.control.answers.clock import Advanced, AdvancedToNext, ClockState, DueThing, DueThings, JobMove
from emulator.control.context import Newest, TheHouse, TheSandbox
from emulator.control.hiding import shown_reason
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.courseware.play.launches import UNOPENED
from emulator.house import House
from emulator.jobs.due import Due, Kinds, what_is_due
from emulator.jobs.move import Move
from emulator.jobs.set_clock import CENTURY, ClockChange, set_the_clock
from emulator.sandbox.clock import ClockRangeError
from emulator.sandbox.sandbox import Sandbox
from emulator.vendors import load_vendor

router = APIRouter(tags=["clock"], responses=IN_SANDBOX)


class Advance(BaseModel):
    """How far to move the clock, in seconds."""

    model_config = ConfigDict(extra="forbid")

    seconds: float = Field(ge=0, le=CENTURY)


@router.get("/_emulator/clock")
async def read_clock(sandbox: TheSandbox) -> ClockState:
    """The current time of the sandbox, whether it is held, and how fast it runs."""
    return _state(sandbox)


@router.put("/_emulator/clock", responses={**OF_BODIES, **refusals(409)})
async def set_clock(house: TheHouse, sandbox: TheSandbox, change: ClockChange) -> ClockState:
    """Set or shift the time, hold the clock or let it run, at another speed if you like. Nothing runs for the time that is skipped:
    `advance` does that. If it is set back, jobs end by what was left of their time; dates that were told, as of tokens and links, stay."""
    async with house.worker.turn(sandbox):
        with sandbox.work() as work:
            try:
                set_the_clock(sandbox, work, change)
            except ClockRangeError as error:
                raise HTTPException(400, str(error)) from None
            if change.now is not None or change.shift is not None:
                work.after_commit(sandbox.rates.clear)
            sandbox.save(work)
    house.worker.notify()
    _moved(sandbox)
    return _state(sandbox)


@router.post("/_emulator/clock/advance", responses={**OF_BODIES, **refusals(409)})
async def advance_clock(house: TheHouse, sandbox: TheSandbox, step: Advance) -> Advanced:
    """Move the clock forward; everything due runs in order, each at its own time, before the answer."""
    try:
        moves = await house.worker.advance(sandbox, step.seconds)
    except ClockRangeError as error:
        raise HTTPException(400, str(error)) from None
    _moved(sandbox)
    return Advanced(**_state(sandbox).model_dump(), ran=_ran(house, sandbox, moves))


@router.post("/_emulator/clock/next", responses=refusals(409))
async def advance_clock_to_next(house: TheHouse, sandbox: TheSandbox) -> AdvancedToNext:
    """Move the clock forward to the next thing that is due (see `/_emulator/due`), and run what falls due then. If nothing is due, the
    clock stays, and `reached` is null."""
    found: list[Due] = []

    def find(now: datetime) -> datetime | None:
        with sandbox.reading() as work:
            found.extend(what_is_due(work, _kinds(house, sandbox), now, 1))
        return found[0].at if found else None

    try:
        moves = await house.worker.advance_to(sandbox, find)
    except ClockRangeError as error:
        raise HTTPException(409, str(error)) from None
    _moved(sandbox)
    return AdvancedToNext(
        **_state(sandbox).model_dump(),
        ran=_ran(house, sandbox, moves),
        reached=DueThing(**asdict(found[0])) if found else None,
    )


@router.get("/_emulator/due", responses=refusals(400))
async def read_due(house: TheHouse, sandbox: TheSandbox, limit: Newest = 100) -> DueThings:
    """What is due when, by the sandbox's clock, in order: jobs, tries of deliveries, and what expires."""
    with sandbox.reading() as work:
        due = what_is_due(work, _kinds(house, sandbox), sandbox.clock.now(), limit)
    return DueThings(**_state(sandbox).model_dump(), due=[DueThing(**asdict(each)) for each in due])


def _kinds(house: House, sandbox: Sandbox) -> Kinds:
    """What the vendors that were used in the sandbox declare; they are imported by now (`House.sandbox`)."""
    names = sorted(sandbox.vendors_in_use)
    declared = tuple((name, each) for name in names for each in load_vendor(name).expiries)
    return Kinds(house.worker.kind_of, ((None, UNOPENED), *declared))


def _ran(house: House, sandbox: Sandbox, moves: list[Move]) -> list[JobMove]:
    return [
        JobMove(at=move.at, job=move.job, state=move.state, reason=shown_reason(house, sandbox, move.reason))
        for move in moves
    ]


def _moved(sandbox: Sandbox) -> None:
    sandbox.happenings.tell("clock", now=sandbox.clock.now(), held=sandbox.clock.held, scale=sandbox.clock.scale)


def _state(sandbox: Sandbox) -> ClockState:
    return ClockState(now=sandbox.clock.now(), held=sandbox.clock.held, scale=sandbox.clock.scale)
