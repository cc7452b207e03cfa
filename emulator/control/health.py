"""Whether it runs (`live`) and whether it can be used (`ready`)."""

from typing import Any

from fastapi import APIRouter, Response

from emulator.control.answers import Live, Ready
from emulator.control.context import TheAdmission, TheHouse, TheVisit

router = APIRouter(tags=["health"])


@router.get("/_emulator/live", response_model=Live)
async def live() -> dict[str, bool]:
    """The process answers."""
    return {"live": True}


NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": Ready, "description": "Nothing can be written; `reason` says why."}
}


@router.get("/_emulator/ready", response_model=Ready, response_model_exclude_unset=True, responses=NOT_READY)
async def ready(house: TheHouse, admission: TheAdmission, visit: TheVisit, response: Response) -> dict[str, Any]:
    """It can be used: migrations and seed are done before the port is open, and what was written last could be kept.

    Where the settings have a token, the reason is for those who show it.
    """
    reason = house.database.failure
    if reason is None:
        return {"ready": True}
    response.status_code = 503
    return {"ready": False, "reason": reason} if admission.admits(visit) else {"ready": False}
