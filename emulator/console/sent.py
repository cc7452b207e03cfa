"""What was sent: deliveries to clients' URLs with every try, the messages that nobody got, and what came to the sink."""

from fastapi import APIRouter, Response

from emulator.console.frame import BASE, TheFrame
from emulator.console.pretty import pretty
from emulator.control.context import TheHouse
from emulator.control.routes.deliveries import read_deliveries
from emulator.control.routes.posts.outbox import read_outbox
from emulator.control.routes.posts.sink import read_sink, read_sink_scripts

MOST = 100

router = APIRouter(include_in_schema=False)


@router.get(f"{BASE}/sent")
async def sent(house: TheHouse, frame: TheFrame) -> Response:
    """The newest of each, newest first."""
    deliveries = (await read_deliveries(house, frame.sandbox, 0, MOST))["deliveries"]
    messages = (await read_outbox(house, frame.sandbox))["messages"]
    received = (await read_sink(house, frame.sandbox, limit=MOST))["requests"]
    return frame.page(
        "emulator.console/sent.html",
        "sent",
        deliveries=[{**each, "body": pretty(each["body"])} for each in reversed(deliveries)],
        relay=frame.sandbox.settings.model_dump(mode="json")["mail_relay"],  # without its password
        messages=messages[: -MOST - 1 : -1],
        received=[{**each, "body": pretty(each["body"])} for each in reversed(received)],
        scripts=(await read_sink_scripts(frame.sandbox))["scripts"],
    )
