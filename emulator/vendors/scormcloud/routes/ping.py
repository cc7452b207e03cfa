"""Ping: whether the credentials work."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.wire.writing import writer_of


@router.get("/ping", status_code=200)
def app_id(world: World) -> Row:
    return {"api_message": "API is up.", "current_time": writer_of("PingSchema").datetime(world.now())}
