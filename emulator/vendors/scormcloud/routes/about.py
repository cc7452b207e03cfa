"""About: the service itself."""

import emulator
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.routing import router


@router.get("/about", status_code=200)
def get_about(world: World) -> dict[str, str]:
    return {"version": emulator.__version__, "distribution": "lms-emulator"}
