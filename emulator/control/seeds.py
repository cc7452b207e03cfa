"""Seed documents over HTTP."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request

from emulator.control.context import TheHouse, TheSandbox
from emulator.seeding import SeedError

router = APIRouter(tags=["seed"])


@router.post("/_emulator/seed")
async def load_seed(house: TheHouse, sandbox: TheSandbox, request: Request) -> dict[str, Any]:
    """Create what the document describes (docs/seed.md), all of it or, when anything is wrong, nothing."""
    text = await request.body()
    try:
        return {"sandbox": sandbox.name, "seeded": await house.seed(sandbox, text)}
    except SeedError as error:
        raise HTTPException(400, str(error)) from None
