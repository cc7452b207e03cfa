"""Probes (`live`, `ready`), answered before anything is imported: the caller who waits for the emulator asks these first and often."""

from typing import Any

import orjson

from emulator.gate.admission import Admission
from emulator.gate.visit import Visit
from emulator.http import Reply
from emulator.store.database import Database

LIVE, READY = "/_emulator/live", "/_emulator/ready"


def health(visit: Visit, database: Database, admission: Admission) -> Reply | None:
    """The reply to a probe; None for any other call. The control API has both in its document (control/health.py)."""
    if visit.method != "GET" or visit.path not in (LIVE, READY):
        return None
    status, document = (200, live()) if visit.path == LIVE else ready(visit, database, admission)
    return Reply(status, orjson.dumps(document), "application/json")


def live() -> dict[str, Any]:
    """The process responds."""
    return {"live": True}


def ready(visit: Visit, database: Database, admission: Admission) -> tuple[int, dict[str, Any]]:
    """The status, and whether writing works. If the settings have a token, the reason is only for callers that send it."""
    reason = database.failure
    if reason is None:
        return 200, {"ready": True}
    return 503, {"ready": False, "reason": reason} if admission.admits(visit) else {"ready": False}
