"""Whether it runs (`live`) and whether it can be used (`ready`)."""

from fastapi import APIRouter

router = APIRouter(tags=["health"])


@router.get("/_emulator/live")
async def live() -> dict[str, bool]:
    """The process answers."""
    return {"live": True}


@router.get("/_emulator/ready")
async def ready() -> dict[str, bool]:
    """Migrations and seed are done: the port is not even open before that."""
    return {"ready": True}
