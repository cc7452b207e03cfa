"""Probes: whether the process runs (`live`) and whether it can be used (`ready`)."""

from typing import Any

from fastapi import APIRouter, Response

from emulator.control.answers import Live, Ready
from emulator.control.context import TheAdmission, TheHouse, TheVisit

router = APIRouter(tags=["health"])


@router.get("/_emulator/live", response_model=Live)
async def live() -> dict[str, bool]:
    """The process responds."""
    return {"live": True}


NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": Ready, "description": "Nothing can be written; `reason` says why."}
}


@router.get("/_emulator/ready", response_model=Ready, response_model_exclude_unset=True, responses=NOT_READY)
async def ready(house: TheHouse, admission: TheAdmission, visit: TheVisit, response: Response) -> dict[str, Any]:
    """The emulator can be used: the port opens after migrations and seed, and the last write succeeded.

    If the settings have a token, the reason is shown only to callers that send it.
    """
    reason = house.database.failure
    if reason is None:
        return {"ready": True}
    response.status_code = 503
    return {"ready": False, "reason": reason} if admission.admits(visit) else {"ready": False}
