"""What was sent: deliveries to clients' URLs with every try, the messages that nobody got, and what came to the sink."""

from fastapi import APIRouter, Response

from emulator.console.frame import BASE, TheFrame
from emulator.console.pretty import pretty
from emulator.control.context import TheHouse
from emulator.control.routes.deliveries import read_deliveries
from emulator.control.routes.posts.outbox import newest_messages
from emulator.control.routes.posts.sink import read_sink, read_sink_scripts

MOST = 100

router = APIRouter(include_in_schema=False)


@router.get(f"{BASE}/sent")
async def sent(house: TheHouse, frame: TheFrame) -> Response:
    """The newest of each, newest first."""
    deliveries = (await read_deliveries(house, frame.sandbox, 0, MOST))["deliveries"]
    received = (await read_sink(house, frame.sandbox, limit=MOST))["requests"]
    return frame.page(
        "emulator.console/sent.html",
        "sent",
        deliveries=[{**each, "body": pretty(each["body"])} for each in reversed(deliveries)],
        relay=frame.sandbox.settings.model_dump(mode="json")["mail_relay"],  # without its password
        messages=newest_messages(house, frame.sandbox, MOST),
        received=[{**each, "body": pretty(each["body"])} for each in reversed(received)],
        scripts=(await read_sink_scripts(frame.sandbox))["scripts"],
    )
