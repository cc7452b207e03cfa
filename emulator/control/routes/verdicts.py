"""Verdicts on the journal: whether something was called, now or within a time."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field, model_validator

from emulator.control.answers.verdicts import Verdict
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.hiding import hiding_for
from emulator.control.known_names import check_entries
from emulator.control.looking_for import LookingFor
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.house import House
from emulator.journal import verdict
from emulator.journal.short import short
from emulator.journal.verdict import Expected, Tally
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.whole import Whole
from emulator.waiting.until import wait_until

router = APIRouter(tags=["journal"], responses=IN_SANDBOX)

LONGEST_WAIT = 600.0
MOST_STEPS = 100

Count = Annotated[Whole, Field(ge=0)]


class Verification(LookingFor):
    """What is expected: entries that fit, so many of them (at least one if nothing is said), or steps one after the other."""

    exactly: Count | None = None
    at_least: Count | None = None
    at_most: Count | None = None
    never: bool = Field(False, description="The same as `exactly` 0.")
    in_order: list[LookingFor] = Field(
        default=[],
        max_length=MOST_STEPS,
        description="Calls that have to come one after the other; others may come in between.",
    )

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Verification":
        counts = [each is not None for each in (self.exactly, self.at_least, self.at_most)]
        if self.never and any(counts):
            raise ValueError("never goes with no count")
        if self.exactly is not None and any(counts[1:]):
            raise ValueError("exactly goes with neither at_least nor at_most")
        if self.in_order and (self.never or self.model_fields_set - {"in_order"}):
            raise ValueError("in_order goes with nothing else; each of its steps has filters of its own")
        return self

    def expected(self) -> Expected:
        """The bounds."""
        if self.never or self.exactly is not None:
            return Expected(self.exactly or 0, self.exactly or 0)
        if self.at_least is None and self.at_most is None:
            return Expected(1)
        return Expected(self.at_least or 0, self.at_most)


class Waiting(LookingFor):
    """What is waited for."""

    at_least: int = Field(1, ge=1, le=1000, description="How many entries have to fit.")
    seconds: float = Field(10, ge=0, le=LONGEST_WAIT, description="How long, in seconds of the machine's time.")


EXAMPLES: dict[str, Any] = {
    "a user was created once": {
        "value": {"vendor": "litmos", "operation": "post_users", "status": "201", "exactly": 1}
    },
    "nothing was refused": {"value": {"status": "4xx", "never": True}},
    "a course before its registration": {
        "value": {"in_order": [{"operation": "createFetchAndImportCourseJob"}, {"operation": "createRegistration"}]}
    },
}
VERIFYING = {"requestBody": {"content": {"application/json": {"examples": EXAMPLES}}}}


@router.post("/_emulator/journal/verify", response_model=Verdict, responses=OF_BODIES, openapi_extra=VERIFYING)
async def verify(house: TheHouse, sandbox: TheSandbox, wanted: Verification) -> dict[str, Any]:
    """Whether the journal has what is expected. It is 200 either way: `ok` says which, `reason` why not.

    400 for a vendor, operation or method that there is not, with the nearest name: else "never" would hold by a typo.
    """
    await check_entries(house, sandbox, wanted)
    for number, step in enumerate(wanted.in_order):
        await check_entries(house, sandbox, step, f"in_order.{number}.")
    if wanted.in_order:
        steps = [step.filter() for step in wanted.in_order]
        return _document(house, sandbox, verdict.in_order(sandbox.journal, steps))
    return _document(house, sandbox, verdict.counted(sandbox.journal, wanted.filter(), wanted.expected()))


@router.get("/_emulator/journal/wait", response_model=Verdict, responses=refusals(400))
async def wait_for_calls(house: TheHouse, sandbox: TheSandbox, wanted: Annotated[Waiting, Query()]) -> dict[str, Any]:
    """Wait until so many entries fit, those that are there included, or until the time is over: `ok` says which."""
    await check_entries(house, sandbox, wanted)
    looked_for, expected = wanted.filter(), Expected(wanted.at_least)
    tally = Tally(sandbox.journal, looked_for)
    await wait_until(sandbox, tally.count, lambda found: found >= wanted.at_least, wanted.seconds)
    return _document(house, sandbox, verdict.counted(sandbox.journal, looked_for, expected))


def _document(house: House, sandbox: Sandbox, found: verdict.Verdict) -> dict[str, Any]:
    hiding = hiding_for(house, sandbox)
    near = [
        {**short(entry, hiding), "differences": [hiding.text(each) for each in differences]}
        for entry, differences in found.nearest
    ]
    return {
        "ok": found.reason is None,
        "found": found.found,
        "reason": found.reason and hiding.text(found.reason),
        "entries": [short(entry, hiding) for entry in found.entries],
        "nearest": near,
    }
