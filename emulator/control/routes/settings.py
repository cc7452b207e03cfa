"""The settings of a sandbox."""

from typing import Any

from fastapi import APIRouter, HTTPException
from pydantic import ValidationError

from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, words_of
from emulator.vendors.settings import SandboxSettings

router = APIRouter(tags=["settings"], responses=IN_SANDBOX)

CHANGES: dict[str, Any] = {
    **SandboxSettings.model_json_schema(),  # nothing in it has to be there
    "title": "Changes",
    "description": "The settings to change.",
    "examples": [{"job_mode": "instant"}],
}
BODY = {"requestBody": {"content": {"application/json": {"schema": CHANGES}}}}


@router.get("/_emulator/settings", response_model=SandboxSettings)
async def read_settings(sandbox: TheSandbox) -> Any:
    """The settings of the sandbox."""
    return sandbox.settings


@router.patch("/_emulator/settings", response_model=SandboxSettings, openapi_extra=BODY, responses=OF_BODIES)
async def change_settings(house: TheHouse, sandbox: TheSandbox, changes: dict[str, Any]) -> Any:
    """Change the settings in the body. If one of them is wrong, none is changed."""
    try:
        with sandbox.work() as work:
            sandbox.change_settings(changes)
            sandbox.save(work)
    except ValidationError as error:
        problems = [words_of(problem, changes, SandboxSettings) for problem in error.errors()]
        raise HTTPException(400, "; ".join(problems)) from None
    house.worker.notify()
    sandbox.happenings.tell("settings")
    return sandbox.settings
