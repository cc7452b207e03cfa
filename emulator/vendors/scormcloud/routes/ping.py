"""Ping: whether the credentials work."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud.routing import routes
from emulator.vendors.scormcloud.wire_out import writer_of


@routes.operation("pingAppId")
def ping(call: Call) -> dict[str, Any]:
    return {"api_message": "API is up.", "current_time": writer_of("PingSchema").datetime(call.now())}
