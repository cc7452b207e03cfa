"""Probes: whether the process runs (`live`) and whether it can be used (`ready`). These routes are their place in the document of the
control API; the app answers both without them (emulator/health.py).
"""

from typing import Any

from fastapi import APIRouter, Response

from emulator import health
from emulator.control.answers.health import Live, Ready
from emulator.control.context import TheAdmission, TheHouse, TheVisit

router = APIRouter(tags=["health"])


@router.get(health.LIVE, response_model=Live)
async def live() -> dict[str, Any]:
    """The process responds."""
    return health.live()


NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": Ready, "description": "Nothing can be written; `reason` says why."}
}


@router.get(health.READY, response_model=Ready, response_model_exclude_unset=True, responses=NOT_READY)
async def ready(house: TheHouse, admission: TheAdmission, visit: TheVisit, response: Response) -> dict[str, Any]:
    """The emulator can be used: the port opens after migrations and seed, the hooks of the start have run, and the last write succeeded.

    If the settings have a token, the reason is shown only to callers that send it.
    """
    response.status_code, document = health.ready(visit, house.why_not_ready, admission)
    return document
