"""Jobs: what takes its time, and can be moved on by hand whatever its due time and the job mode."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

from emulator.control.answers.jobs import Jobs, ListedJob
from emulator.control.context import Newest, TheHouse, TheSandbox
from emulator.control.deeds import Text
from emulator.control.hiding import shown_reason
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.house import House
from emulator.jobs.job import UnknownKindError
from emulator.jobs.listed import find_job, latest_jobs
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.whole import Whole
from emulator.store.rows import Row

router = APIRouter(tags=["jobs"], responses=IN_SANDBOX)

NOT_THERE = refusals(409, _404="there is no job 7 (any more)")


class Failing(BaseModel):
    """Why the job fails, as its vendor shows it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "The manifest is broken"}]})

    reason: Annotated[Text, Field(min_length=1, max_length=1000)] = "The job was failed on request"


FAILED = Failing()


@router.get("/_emulator/jobs", response_model=Jobs, responses=refusals(400))
async def list_jobs(
    house: TheHouse,
    sandbox: TheSandbox,
    under_way: Annotated[bool, Query(description="Only jobs that have not ended.")] = False,
    limit: Newest = 100,
) -> dict[str, Any]:
    """The newest jobs: imports, removals, tries of deliveries and what else takes its time."""
    with sandbox.reading() as work:
        rows = latest_jobs(work, limit, under_way=under_way)
    return {"jobs": [_shown(house, sandbox, row) for row in rows]}


@router.post("/_emulator/jobs/{number}/step", response_model=ListedJob, responses=NOT_THERE)
async def step_job(house: TheHouse, sandbox: TheSandbox, number: Whole) -> ListedJob:
    """Move a job on by one state now, or make one try of a delivery. Nothing if it has ended."""
    await house.worker.step(sandbox, _movable(house, sandbox, number)["id"])
    return _shown(house, sandbox, _find(sandbox, number))


@router.post("/_emulator/jobs/{number}/finish", response_model=ListedJob, responses=NOT_THERE)
async def finish_job(house: TheHouse, sandbox: TheSandbox, number: Whole) -> ListedJob:
    """Move a job on to its end now. It stays where it is if a try of it comes to nothing."""
    job, before = _movable(house, sandbox, number), None
    while job["due"] is not None and job["state"] != before:
        before = job["state"]
        await house.worker.step(sandbox, job["id"])
        job = _find(sandbox, number)
    return _shown(house, sandbox, job)


@router.post(
    "/_emulator/jobs/{number}/fail",
    response_model=ListedJob,
    responses={**OF_BODIES, **NOT_THERE, **refusals(_409="job 7 has ended already: Ready")},
)
async def fail_job(house: TheHouse, sandbox: TheSandbox, number: Whole, failing: Failing = FAILED) -> ListedJob:
    """Let a job fail now, for a reason. A delivery is given up. 409 if it has ended already, or is of a kind that does not fail."""
    job = _movable(house, sandbox, number)
    kind = house.worker.kind_of(job["kind"])
    if job["due"] is not None and not (kind.can_fail or kind.delivers):
        raise HTTPException(409, f"a job of the kind {kind.name} does not fail")
    if not await house.worker.fail(sandbox, job["id"], failing.reason):
        raise HTTPException(409, f"job {number} has ended already: {_find(sandbox, number)['state']}")
    return _shown(house, sandbox, _find(sandbox, number))


def _find(sandbox: Sandbox, number: int) -> Row:
    with sandbox.reading() as work:
        row = find_job(work, number)
    if row is None:
        raise HTTPException(404, f"there is no job {number} (any more)")
    return row


def _movable(house: House, sandbox: Sandbox, number: int) -> Row:
    row = _find(sandbox, number)
    try:
        house.worker.kind_of(row["kind"])
    except UnknownKindError as error:
        raise HTTPException(409, f"job {number} stands still: {error}") from None
    return row


def _states(house: House, row: Row) -> list[str]:
    """The states of the job's kind; only its own if nothing has that kind which is installed."""
    try:
        return list(house.worker.kind_of(row["kind"]).states)
    except UnknownKindError:
        return [row["state"]]


def _shown(house: House, sandbox: Sandbox, row: Row) -> ListedJob:
    return ListedJob(
        job=row["id"],
        states=_states(house, row),
        reason=shown_reason(house, sandbox, row["detail"].get("reason")),
        **{name: row[name] for name in ("number", "kind", "subject", "state", "created", "due")},
    )
