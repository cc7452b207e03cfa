"""What the vendors posted to the URLs that they were given."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from emulator.control.context import TheSandbox
from emulator.jobs.delivery import latest_deliveries

router = APIRouter(tags=["deliveries"])

HIDDEN = "authorization"


@router.get("/_emulator/deliveries")
async def read_deliveries(
    sandbox: TheSandbox,
    after: Annotated[int, Query(description="Only deliveries with a higher number.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """The newest deliveries, oldest first, with the body and every try: its moment, and the status or the error."""
    with sandbox.work() as work:
        return {"deliveries": [_document(row) for row in latest_deliveries(work, after, limit)]}


def _document(row: dict[str, Any]) -> dict[str, Any]:
    names = ("number", "vendor", "about", "created", "state", "url")
    headers = {key: "(hidden)" if key.lower() == HIDDEN else value for key, value in row["headers"].items()}
    tries = [{key: tried[key] for key in ("at", "status", "error")} for tried in row["tried"]]
    return {**{name: row[name] for name in names}, "headers": headers, "body": row["body"], "tries": tries}
