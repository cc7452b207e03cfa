"""The page at `/`: where everything is. Nothing in it comes from the internet."""

from fastapi import APIRouter, Request, Response

from emulator.control.context import TheAdmission, TheVisit
from emulator.gate.foreign import LOGOUT
from emulator.pages.page import page_of
from emulator.welcome import base_urls

router = APIRouter(include_in_schema=False)

LINKS = (
    ("docs", "the APIs, to read and to try"),
    ("_emulator/journal", "what happened"),
    ("_emulator/operations", "operations and evidence"),
    ("_emulator/samples/", "sample courses"),
    ("_emulator/deliveries", "what was posted"),
    ("_emulator/clock", "clock"),
    ("_emulator/settings", "settings"),
)


@router.get("/")
async def start_page(request: Request, admission: TheAdmission, visit: TheVisit) -> Response:
    """Show each vendor's address and credentials, and a command to try."""
    prefix = request.scope["sandbox_prefix"]
    reply = page_of(
        "emulator.control/start.html",
        sandbox=request.scope["sandbox_name"],
        vendors=base_urls(f"{request.url.scheme}://{request.url.netloc}{prefix}"),
        links=[(f"{prefix}/{path}", words) for path, words in LINKS],
        log_out=f"{prefix}{LOGOUT}" if admission.has_session(visit) else None,
    )
    return Response(reply.body, reply.status, dict(reply.headers), reply.content_type)
