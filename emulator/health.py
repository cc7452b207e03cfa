"""Probes (`live`, `ready`), answered before anything is imported: the caller who waits for the emulator asks these first and often."""

from typing import Any

import orjson

from emulator.gate.admission import Admission
from emulator.gate.visit import Visit
from emulator.http import Reply

LIVE, READY = "/_emulator/live", "/_emulator/ready"


def health(visit: Visit, why_not: str | None, admission: Admission) -> Reply | None:
    """The reply to a probe; None for any other call. `why_not` is why the emulator is not ready.

    The control API has both probes in its document (control/health.py).
    """
    if visit.method != "GET" or visit.path not in (LIVE, READY):
        return None
    status, document = (200, live()) if visit.path == LIVE else ready(visit, why_not, admission)
    return Reply(status, orjson.dumps(document), "application/json")


def live() -> dict[str, Any]:
    """The process responds."""
    return {"live": True}


def ready(visit: Visit, why_not: str | None, admission: Admission) -> tuple[int, dict[str, Any]]:
    """The status, and whether the emulator can be used. If the settings have a token, the reason is only for callers that send it."""
    if why_not is None:
        return 200, {"ready": True}
    return 503, {"ready": False, "reason": why_not} if admission.admits(visit) else {"ready": False}
