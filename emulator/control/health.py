"""Whether it runs (`live`) and whether it can be used (`ready`)."""

from typing import Any

from fastapi import APIRouter, Response

from emulator.control.context import TheAdmission, TheHouse, TheVisit

router = APIRouter(tags=["health"])


@router.get("/_emulator/live")
async def live() -> dict[str, bool]:
    """The process answers."""
    return {"live": True}


@router.get("/_emulator/ready", responses={503: {"description": "Nothing can be written; `reason` says why."}})
async def ready(house: TheHouse, admission: TheAdmission, visit: TheVisit, response: Response) -> dict[str, Any]:
    """It can be used: migrations and seed are done before the port is open, and what was written last could be kept.

    Where the settings have a token, the reason is for those who show it.
    """
    reason = house.database.failure
    if reason is None:
        return {"ready": True}
    response.status_code = 503
    return {"ready": False, "reason": reason} if admission.admits(visit) else {"ready": False}
