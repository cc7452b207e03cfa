"""The messages that the vendors would have sent."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, PlainTextResponse

from emulator.control.answers.outbox import Outbox, ReadMessage
from emulator.control.context import Newest, TheHouse, TheSandbox
from emulator.control.hiding import shown_reason
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.house import House
from emulator.imports import bring
from emulator.mails import shown as mail
from emulator.mails.outbox import message, newest
from emulator.mails.relay import NoMailServerError, NoMessageError, read_relays_ahead, relay_again, relay_of
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.whole import Whole
from emulator.store.rows import Row

router = APIRouter(tags=["outbox"], responses=IN_SANDBOX)

# What is in a message is a stranger's: it may be looked at and its links followed, and nothing of it runs or is fetched.
HARMLESS = {
    "Content-Security-Policy": "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
MISSING = refusals(_404="there is no message 7")


@router.get("/_emulator/outbox", response_model=Outbox, responses=refusals(400))
async def read_outbox(
    house: TheHouse,
    sandbox: TheSandbox,
    after: Annotated[Whole, Query(description="Only messages with a higher number.")] = 0,
    limit: Newest = 100,
) -> dict[str, Any]:
    """The newest messages that the vendors would have sent, oldest first."""
    return {"messages": newest_messages(house, sandbox, limit, after)[::-1]}


def newest_messages(house: House, sandbox: Sandbox, most: int, after: int = 0) -> list[dict[str, Any]]:
    """The newest messages, newest first."""
    with sandbox.reading() as work:
        rows = newest(work, most, after)
        read_relays_ahead(work, [row["number"] for row in rows])
        return [_shown(house, sandbox, row, relay_of(work, row["number"])) for row in rows]


@router.get("/_emulator/outbox/{number:int}", response_model=ReadMessage, responses=MISSING)
async def read_message(house: TheHouse, sandbox: TheSandbox, number: Whole) -> dict[str, Any]:
    """One message, with its text without markup and the links in it. `…/NUMBER/html` shows it as a page, `…/NUMBER/text` as plain text."""
    row = _find(house, sandbox, number)
    body, html = row["body"], row["html"]
    return {**row, "text": mail.text_of(body, html=html), "links": mail.links_of(body, html=html)}


@router.post(
    "/_emulator/outbox/{number:int}/relay",
    response_model=ReadMessage,
    status_code=202,
    responses=refusals(409, _404="there is no message 7"),
)
async def relay_message(house: TheHouse, sandbox: TheSandbox, number: Whole) -> dict[str, Any]:
    """Pass a message on to the mail server of the setting `mail_relay` now, even one that was passed on before or given up."""
    try:
        with sandbox.work() as work:
            relay_again(sandbox, work, number)
    except NoMessageError:
        raise HTTPException(404, f"there is no message {number}") from None
    except NoMailServerError:
        raise HTTPException(409, "there is no mail server to pass it on to: the setting mail_relay names one") from None
    house.worker.notify()
    return await read_message(house, sandbox, number)


@router.get("/_emulator/outbox/{number:int}/html", include_in_schema=False)
async def show_message(house: TheHouse, sandbox: TheSandbox, number: Whole) -> HTMLResponse:
    """One message as a page, with links that can be followed. No script in it runs, and nothing is fetched for it."""
    row = _find(house, sandbox, number)
    await bring("jinja2")
    return HTMLResponse(mail.page_of(row["subject"], row["body"], html=row["html"]), headers=HARMLESS)


@router.get("/_emulator/outbox/{number:int}/text", include_in_schema=False)
async def read_message_text(house: TheHouse, sandbox: TheSandbox, number: Whole) -> PlainTextResponse:
    """One message as plain text; the address of a link stands behind its words."""
    row = _find(house, sandbox, number)
    return PlainTextResponse(mail.text_of(row["body"], html=row["html"]).encode("utf-8", "replace"), headers=HARMLESS)


def _find(house: House, sandbox: Sandbox, number: int) -> dict[str, Any]:
    with sandbox.reading() as work:
        row, relay = message(work, number), relay_of(work, number)
    if row is None:
        raise HTTPException(404, f"there is no message {number}")
    return _shown(house, sandbox, row, relay)


def _shown(house: House, sandbox: Sandbox, row: Row, relay: dict[str, Any] | None) -> dict[str, Any]:
    if relay is not None:
        relay = {**relay, "reason": shown_reason(house, sandbox, relay["reason"])}
    return {**{name: value for name, value in row.items() if name != "sandbox"}, "relay": relay}
