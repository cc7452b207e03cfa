"""The requests that vendors posted to clients' URLs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from emulator.control.answers.deliveries import Deliveries
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.hiding import hiding_for
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.jobs.delivery import latest_deliveries
from emulator.sandbox.hiding.hiding import Values

router = APIRouter(tags=["deliveries"], responses=IN_SANDBOX)


@router.get("/_emulator/deliveries", response_model=Deliveries, responses=refusals(400))
async def read_deliveries(
    house: TheHouse,
    sandbox: TheSandbox,
    after: Annotated[int, Query(description="Only deliveries with a higher number.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """The newest deliveries, oldest first, with the body and every try: its moment, and the status or the error."""
    hiding = hiding_for(house, sandbox)
    with sandbox.work() as work:
        rows = latest_deliveries(work, after, limit)
    return {"deliveries": [_document(row, hiding) for row in rows]}


def _document(row: dict[str, Any], hiding: Values | None) -> dict[str, Any]:
    shown = {name: row[name] for name in ("number", "vendor", "about", "created", "state", "url", "headers", "body")}
    tries = [{key: tried[key] for key in ("at", "status", "error")} for tried in row["tried"]]
    if hiding is not None:
        shown["url"], shown["body"] = hiding.text(row["url"]), hiding.body(row["body"])
        shown["headers"] = {name: hiding.header(name, value) for name, value in row["headers"].items()}
        tries = [{**tried, "error": hiding.text(tried["error"] or "") or None} for tried in tries]
    return {**shown, "tries": tries}
