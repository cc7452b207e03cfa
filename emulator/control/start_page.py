"""The page at `/`: where everything is. Nothing in it comes from the internet."""

from fastapi import APIRouter, Request, Response

from emulator.pages.page import page_of
from emulator.welcome import base_urls

router = APIRouter(include_in_schema=False)

LINKS = (
    ("journal", "what happened"),
    ("operations", "operations and evidence"),
    ("samples/", "sample courses"),
    ("deliveries", "what was posted"),
    ("clock", "clock"),
    ("settings", "settings"),
    ("openapi/control.json", "control API"),
)


@router.get("/")
async def start_page(request: Request) -> Response:
    """Where the vendors are, with what credentials, and a line to paste for each."""
    prefix = request.scope["sandbox_prefix"]
    reply = page_of(
        "emulator.control/start.html",
        sandbox=request.scope["sandbox_name"],
        vendors=base_urls(f"{request.url.scheme}://{request.url.netloc}{prefix}"),
        links=[(f"{prefix}/_emulator/{path}", words) for path, words in LINKS],
    )
    return Response(reply.body, reply.status, dict(reply.headers), reply.content_type)
