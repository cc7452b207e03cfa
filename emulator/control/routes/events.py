"""What happens in the sandbox, as it happens."""

from functools import partial
from typing import Annotated, Any
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse

from emulator.control.context import TheHouse, TheSandbox
from emulator.control.hiding import hiding_for
from emulator.control.refusals import IN_SANDBOX
from emulator.sandbox.sandbox import Sandbox
from emulator.waiting.events import Events

router = APIRouter(tags=["journal"], responses=IN_SANDBOX)

STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
        "description": "Events until the client leaves.",
    }
}

_events: WeakKeyDictionary[Sandbox, Events] = WeakKeyDictionary()


@router.get("/_emulator/events", response_class=StreamingResponse, responses=STREAM)
async def listen(
    house: TheHouse, sandbox: TheSandbox, last_event_id: Annotated[str | None, Header()] = None
) -> StreamingResponse:
    """Server-sent events, at most four times a second: `call` (an entry of the journal in short), `job`, `delivery`, `mail`, `clock`,
    `settings`, `faults`; `skipped` says that there was too much. With `Last-Event-ID`, the calls since that number come first."""
    events = _events.get(sandbox)
    if events is None:
        events = _events[sandbox] = Events(sandbox, partial(hiding_for, house, sandbox))
    known = int(last_event_id) if last_event_id and last_event_id.isdecimal() else None
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events.listen(known), media_type="text/event-stream", headers=headers)
