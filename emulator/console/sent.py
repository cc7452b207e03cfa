"""What the vendors sent: deliveries to clients' URLs with every try, and the messages that nobody got."""

from fastapi import APIRouter, Response

from emulator.console.frame import BASE, TheFrame
from emulator.console.pretty import pretty
from emulator.control.context import TheHouse
from emulator.control.routes.deliveries import read_deliveries
from emulator.control.routes.posts.outbox import read_outbox

MOST = 100

router = APIRouter(include_in_schema=False)


@router.get(f"{BASE}/sent")
async def sent(house: TheHouse, frame: TheFrame) -> Response:
    """The newest of both, newest first."""
    deliveries = (await read_deliveries(house, frame.sandbox, 0, MOST))["deliveries"]
    messages = (await read_outbox(frame.sandbox))["messages"]
    return frame.page(
        "emulator.console/sent.html",
        "sent",
        deliveries=[{**each, "body": pretty(each["body"])} for each in reversed(deliveries)],
        messages=messages[: -MOST - 1 : -1],
    )
