"""Metrics for Prometheus (docs/metrics.md)."""

from typing import Any

from fastapi import APIRouter, Response

from emulator import __version__
from emulator.control.context import TheHouse
from emulator.imports import bring

router = APIRouter(tags=["metrics"])

EXAMPLE = """# HELP lms_emulator_requests_total Calls that were answered. Status 0: the client left.
# TYPE lms_emulator_requests_total counter
lms_emulator_requests_total{operation="GET /users",status="200",vendor="litmos"} 3.0
"""
TEXT: dict[int | str, dict[str, Any]] = {
    200: {"description": "The metrics of all sandboxes.", "content": {"text/plain": {"example": EXAMPLE}}}
}


@router.get("/_emulator/metrics", response_class=Response, responses=TEXT)
async def read_metrics(house: TheHouse) -> Response:
    """What Prometheus reads: calls by vendor, operation and status, their latency, jobs, store, sandboxes and stalls of this process."""
    await bring("prometheus_client")
    from emulator.metrics.text import MEDIA_TYPE, Measured

    measured = Measured(__version__, house.counted, house.database, house.sandboxes, house.settings.data)
    return Response(measured.text(), headers={"Content-Type": MEDIA_TYPE})
