"""Calls of the journal, made once more."""

from urllib.parse import unquote

from fastapi import APIRouter, HTTPException, Request

from emulator.control.answers.replays import Replayed
from emulator.control.context import TheSandbox
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.life.replaying import BodyNotKeptError, replay
from emulator.sandbox.whole import Whole

router = APIRouter(tags=["journal"], responses=IN_SANDBOX)

NO_ENTRY = "the journal has no entry 17 (any more)"
NOT_KEPT = "the journal has 16384 of the 20000 bytes of the body, so it cannot be sent again"


@router.post(
    "/_emulator/journal/{number}/replay",
    response_model=Replayed,
    responses=refusals(400, _404=NO_ENTRY, _409=NOT_KEPT),
)
async def replay_entry(sandbox: TheSandbox, request: Request, number: Whole) -> Replayed:
    """Make a call of the journal again as it was, with its credentials and its body. What it gets may differ: the world went on.

    409 if the journal did not keep the whole body: it keeps the beginning of a large one, and no files of a form.
    """
    entry = sandbox.journal.find(number)
    if entry is None:
        raise HTTPException(404, f"the journal has no entry {number} (any more)")
    root = unquote(request.scope["sandbox_prefix"].removesuffix(f"/~{sandbox.name}"))
    try:
        status, request_id = await replay(request.app, entry, request.scope, root)
    except BodyNotKeptError as error:
        raise HTTPException(409, str(error)) from None
    made = next((each for each in sandbox.journal if each.request_id == request_id), None)
    return Replayed(number=made.number if made else None, request_id=request_id, status=status)
