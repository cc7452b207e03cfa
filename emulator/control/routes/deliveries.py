"""The requests that vendors posted to clients' URLs."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query

from emulator.control.answers.deliveries import Deliveries, Delivery
from emulator.control.context import Newest, TheHouse, TheSandbox
from emulator.control.hiding import hiding_for
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.hiding.hiding import HiddenValues
from emulator.jobs.delivery import NoDeliveryError, find_delivery, latest_deliveries, redeliver
from emulator.sandbox.whole import Whole
from emulator.store.rows import Row

router = APIRouter(tags=["deliveries"], responses=IN_SANDBOX)


@router.get("/_emulator/deliveries", response_model=Deliveries, responses=refusals(400))
async def read_deliveries(
    house: TheHouse,
    sandbox: TheSandbox,
    after: Annotated[Whole, Query(description="Only deliveries with a higher number.")] = 0,
    limit: Newest = 100,
) -> dict[str, Any]:
    """The newest deliveries, oldest first, with the body and every try: its moment, and the answer or the error."""
    hiding = hiding_for(house, sandbox)
    with sandbox.reading() as work:
        rows = latest_deliveries(work, after, limit)
    return {"deliveries": [delivery_document(row, hiding) for row in rows]}


@router.post(
    "/_emulator/deliveries/{number}/redeliver",
    response_model=Delivery,
    status_code=202,
    responses=refusals(409, _404="there is no delivery 7"),
)
async def redeliver_delivery(house: TheHouse, sandbox: TheSandbox, number: Whole) -> dict[str, Any]:
    """Try a delivery again now, even one that was delivered or given up. If the try fails, it is retried while it has tries left."""
    try:
        with sandbox.reading() as work:
            vendor = find_delivery(work, number)["vendor"]
        await house.vendor(vendor)  # imports it, if nothing was asked of it since the start
        with sandbox.work() as work:
            redeliver(sandbox, work, number, house.worker.kind_of)
            row = find_delivery(work, number)
    except NoDeliveryError:
        raise HTTPException(404, f"there is no delivery {number}") from None
    house.worker.notify()
    return delivery_document(row, hiding_for(house, sandbox))


def delivery_document(row: Row, hiding: HiddenValues | None) -> dict[str, Any]:
    """A delivery as it is shown."""
    shown = {name: row[name] for name in ("number", "vendor", "about", "created", "state", "url", "headers", "body")}
    tries = [{key: tried[key] for key in ("at", "status", "error", "answer", "milliseconds")} for tried in row["tried"]]
    if hiding is not None:
        shown["url"], shown["body"] = hiding.text(row["url"]), hiding.body(row["body"])
        shown["headers"] = {name: hiding.header(name, value) for name, value in row["headers"].items()}
        tries = [_hidden(tried, hiding) for tried in tries]
    return {**shown, "tries": tries}


def _hidden(tried: Mapping[str, Any], hiding: HiddenValues) -> dict[str, Any]:
    error, answer = tried["error"], tried["answer"]
    return {
        **tried,
        "error": None if error is None else hiding.text(error),
        "answer": None if answer is None else hiding.body(answer),
    }
