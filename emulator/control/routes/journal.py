"""The journal: requests and responses."""

import asyncio
from dataclasses import replace
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import Field

from emulator.control.answers.journal import Journal, JournalEntry
from emulator.control.context import TheHouse, TheSandbox, own_request
from emulator.control.entries import entry_document
from emulator.control.entry_seeds import entry_seed
from emulator.control.known_names import check_entries
from emulator.control.looking_for import LookingFor
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.house import House
from emulator.journal.assertion import assertion
from emulator.journal.curl import curl
from emulator.journal.har import har
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.whole import Whole
from emulator.seeds.from_call import NoSeedError
from emulator.vendors import ENTRIES

VENDORS = {entry.name for entry in ENTRIES}
AT_ONCE = 8  # entries that are read before others are served

router = APIRouter(tags=["journal"], responses=IN_SANDBOX)


HAR: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "The archive."}
}


class JournalQuery(LookingFor):
    """Which entries, and how many of them."""

    limit: int = Field(100, ge=1, le=1000, description="At most so many, the newest.")


@router.get("/_emulator/journal", response_model=Journal, responses=refusals(400))
async def read_journal(house: TheHouse, sandbox: TheSandbox, wanted: Annotated[JournalQuery, Query()]) -> Response:
    """The newest entries that fit, oldest first. 400 for a vendor, operation or method that there is not, with the nearest name.

    The journal is in memory and bounded (docs/settings.md: `journal_bytes`); `dropped` is how many entries it let go for want of room.
    """
    await check_entries(house, sandbox, wanted)
    found = {"entries": await _documents(house, sandbox, wanted), "dropped": sandbox.journal.dropped}
    return _json(found)  # FastAPI would look at each value again, which takes longer than all before


NO_SEED = "the call was answered with 404, so it made nothing"
NO_ENTRY = "the journal has no entry 17 (any more)"


@router.get("/_emulator/journal.har", responses={**HAR, **refusals(400)})
async def export_journal(
    house: TheHouse, sandbox: TheSandbox, request: Request, wanted: Annotated[JournalQuery, Query()]
) -> Response:
    """The entries as an HTTP Archive (HAR 1.2), by the same filters as the journal. Secrets are hidden in it, too."""
    await check_entries(house, sandbox, wanted)
    return _json(har(await _documents(house, sandbox, wanted), _origin(house, request)))


async def _documents(house: House, sandbox: Sandbox, wanted: JournalQuery) -> list[dict[str, Any]]:
    """The newest entries that fit. Others are served in between: to look through a thousand takes a while."""
    documents = []
    for number, entry in enumerate(wanted.filter().chosen(sandbox.journal)[-wanted.limit :], 1):
        documents.append(entry_document(house, sandbox, entry))
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
    return documents


def _json(document: dict[str, Any]) -> Response:
    return Response(orjson.dumps(document, default=str, option=orjson.OPT_UTC_Z), media_type="application/json")


@router.get(
    "/_emulator/journal/{number}",
    response_model=JournalEntry,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **refusals(400, _404=NO_ENTRY, _409=NO_SEED),
    },
)
async def read_entry(
    house: TheHouse,
    sandbox: TheSandbox,
    request: Request,
    number: Whole,
    form: Annotated[
        Literal["json", "curl", "pytest", "seed"],
        Query(
            alias="as",
            description="As JSON, or to copy: a command for curl, a test for pytest that asks for such a call, or a seed document that "
            "makes what it made (409 if it made nothing that a seed is made of).",
        ),
    ] = "json",
) -> Any:
    """One entry by its number."""
    entry = sandbox.journal.find(number)
    if entry is None:
        raise HTTPException(404, f"the journal has no entry {number} (any more)")
    document, origin = entry_document(house, sandbox, entry), _origin(house, request)
    if form == "curl":
        return PlainTextResponse(curl(origin, document["request"]) + "\n")
    if form == "seed":
        try:
            return PlainTextResponse(await entry_seed(house, document))
        except NoSeedError as error:
            raise HTTPException(409, str(error)) from None
    if form == "pytest":
        return PlainTextResponse(assertion(document, entry.path, origin + request.scope["sandbox_prefix"]))
    return document


def _origin(house: House, request: Request) -> str:
    """The URL by which the caller reached the emulator, without the sandbox's prefix."""
    return replace(own_request(house, request), prefix="").base_url()


@router.delete("/_emulator/journal", status_code=204)
async def clear_journal(sandbox: TheSandbox) -> None:
    """Forget the entries; their numbers are not used again."""
    sandbox.journal.clear()
