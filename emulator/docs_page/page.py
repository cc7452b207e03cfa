"""`/docs`, and the files that it consists of. Addresses in it are relative, so it works below a sandbox's prefix and a proxy's."""

from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from emulator.pages.message import message_page
from emulator.pages.page import page_of
from emulator.vendors import ENTRIES

FILES = Path(__file__).parent / "static"
BUILT = ("swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "swagger-ui.css")
CONTROL = ("control", "Control API")
# Pictures in data: are those of the style sheet; blob: is what an operation answered, to be looked at.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NOT_BUILT = "Its Swagger UI is missing: install lms-emulator with pip, or run python hatch_build.py in a checkout."

router = APIRouter(include_in_schema=False)
files = StaticFiles(directory=FILES)


@router.get("/docs")
async def docs() -> Response:
    """The page; if its files are missing, a page that tells how to build it."""
    names = [*((entry.name, entry.title) for entry in ENTRIES), CONTROL]
    documents = [{"title": title, "url": f"_emulator/openapi/{name}.json"} for name, title in names]
    reply = (
        page_of("emulator.docs_page/docs.html", policy=POLICY, documents=documents)
        if is_built()
        else message_page(503, "This page was not built", NOT_BUILT)
    )
    return Response(reply.body, reply.status, dict(reply.headers), reply.content_type)


@router.get("/docs/")
async def docs_below_a_slash() -> Response:
    """The same page: its relative addresses need the path without the slash."""
    return RedirectResponse("../docs")


def is_built() -> bool:
    """True if the files of Swagger UI exist."""
    return all((FILES / "swagger-ui-dist" / name).is_file() for name in BUILT)
