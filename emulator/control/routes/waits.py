"""Waiting for what the sandbox keeps: deliveries, messages and jobs. Calls are waited for in verdicts.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from emulator.control.answers.verdicts import DeliveriesFound, JobsFound, MessagesFound
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.hiding import hiding_for
from emulator.control.known_names import check_delivery, check_jobs, check_vendor
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.control.routes.deliveries import delivery_document
from emulator.control.routes.verdicts import LONGEST_WAIT
from emulator.jobs.delivery import Delivery, find_delivery, read_ahead
from emulator.jobs.job import Job
from emulator.mails.outbox import Email
from emulator.mails.relay import read_relays_ahead, relay_of
from emulator.sandbox.sandbox import Sandbox
from emulator.store.rows import Row
from emulator.waiting.kept import Look, looking
from emulator.waiting.until import wait_until

router = APIRouter(tags=["waits"], responses=IN_SANDBOX)

SHOWN = 100  # of what was found, the newest


class Wait(BaseModel):
    """How many are waited for, and how long."""

    model_config = ConfigDict(extra="forbid")

    at_least: int = Field(1, ge=1, le=1000, description="How many have to fit.")
    seconds: float = Field(10, ge=0, le=LONGEST_WAIT, description="How long, in seconds of the machine's time.")


class WaitForDeliveries(Wait):
    """Everything that is given has to hold."""

    vendor: str | None = None
    state: str | None = Field("Delivered", description="`Waiting`, `Delivered` or `GivenUp`.")
    url: str | None = Field(None, description="A text that the URL has somewhere.")
    body: str | None = Field(None, description="A text that the body has somewhere.")


class WaitForMessages(Wait):
    """Everything that is given has to hold."""

    vendor: str | None = None
    recipient: str | None = None
    subject: str | None = Field(None, description="A text that the subject has somewhere.")
    body: str | None = Field(None, description="A text that the body has somewhere.")


class WaitForJobs(Wait):
    """Everything that is given has to hold."""

    kind: str | None = None
    subject: str | None = Field(None, description="What the job is on.")
    state: str | None = Field(None, description="The state it has come to.")
    ended: bool = Field(True, description="Only jobs that have come to their end.")


@router.get("/_emulator/deliveries/wait", response_model=DeliveriesFound, responses=refusals(400))
async def wait_for_deliveries(
    house: TheHouse, sandbox: TheSandbox, wanted: Annotated[WaitForDeliveries, Query()]
) -> dict[str, Any]:
    """Wait until so many deliveries fit, those that are there included, or until the time is over: `ok` says which."""
    check_delivery(wanted.vendor, wanted.state)
    same, within = {"vendor": wanted.vendor, "state": wanted.state}, {"url": wanted.url, "body": wanted.body}
    rows = await _wait(sandbox, wanted, looking(sandbox, Delivery, same, within))
    with sandbox.reading() as work:
        numbers = [row["number"] for row in rows[-SHOWN:]]
        read_ahead(work, numbers)
        whole = [find_delivery(work, number) for number in numbers]
    hiding = hiding_for(house, sandbox)
    return {**_count(wanted, rows), "deliveries": [delivery_document(row, hiding) for row in whole]}


@router.get("/_emulator/outbox/wait", response_model=MessagesFound, responses=refusals(400))
async def wait_for_messages(sandbox: TheSandbox, wanted: Annotated[WaitForMessages, Query()]) -> dict[str, Any]:
    """Wait until so many messages fit, those that are there included, or until the time is over: `ok` says which."""
    check_vendor(wanted.vendor)
    same, within = (
        {"vendor": wanted.vendor, "recipient": wanted.recipient},
        {"subject": wanted.subject, "body": wanted.body},
    )
    rows = await _wait(sandbox, wanted, looking(sandbox, Email, same, within))
    with sandbox.reading() as work:
        read_relays_ahead(work, [row["number"] for row in rows[-SHOWN:]])
        shown = [{**_without_sandbox(row), "relay": relay_of(work, row["number"])} for row in rows[-SHOWN:]]
    return {**_count(wanted, rows), "messages": shown}


@router.get("/_emulator/jobs/wait", response_model=JobsFound, responses=refusals(400))
async def wait_for_jobs(
    house: TheHouse, sandbox: TheSandbox, wanted: Annotated[WaitForJobs, Query()]
) -> dict[str, Any]:
    """Wait until so many jobs fit, those that are there included, or until the time is over: `ok` says which."""
    await check_jobs(house, wanted.kind, wanted.state)
    same = {"kind": wanted.kind, "subject": wanted.subject, "state": wanted.state}
    rows = await _wait(sandbox, wanted, looking(sandbox, Job, same, {}, ended=wanted.ended))
    jobs = [
        {"job": row["id"], **{name: row[name] for name in ("kind", "state", "created", "due")}} for row in rows[-SHOWN:]
    ]
    return {**_count(wanted, rows), "jobs": jobs}


async def _wait(sandbox: Sandbox, wanted: Wait, look: Look) -> list[Row]:
    return await wait_until(sandbox, look, lambda rows: len(rows) >= wanted.at_least, wanted.seconds)


def _count(wanted: Wait, rows: list[Row]) -> dict[str, Any]:
    return {"ok": len(rows) >= wanted.at_least, "found": len(rows)}


def _without_sandbox(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "sandbox"}
