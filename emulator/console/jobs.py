"""What is due when, and the jobs of the sandbox, to be moved on or to fail."""

from fastapi import APIRouter, Response

from emulator.console.frame import BASE, TheFrame
from emulator.control.context import TheHouse
from emulator.control.routes.clock import read_due
from emulator.control.routes.work.jobs import list_jobs

MOST = 50

router = APIRouter(include_in_schema=False)


@router.get(f"{BASE}/jobs")
async def jobs(house: TheHouse, frame: TheFrame) -> Response:
    """The page: next what is due next, then the newest jobs."""
    due = (await read_due(house, frame.sandbox, MOST)).due
    listed = (await list_jobs(house, frame.sandbox, under_way=False, limit=MOST))["jobs"]
    return frame.page(
        "emulator.console/jobs.html", "jobs", due=due, jobs=listed[::-1], mode=frame.sandbox.settings.job_mode
    )
