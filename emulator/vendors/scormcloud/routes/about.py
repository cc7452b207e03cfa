"""About: what answers."""

import emulator
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.routing import router


@router.get("/about", status_code=200)
def get_about(call: Call) -> dict[str, str]:
    return {"version": emulator.__version__, "distribution": "lms-emulator"}
