"""Logging in and out in a browser, where the settings have a token."""

import re
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from emulator.control.context import TheAdmission, TheVisit
from emulator.gate.foreign import LOGIN, LOGOUT
from emulator.http import Reply

router = APIRouter(include_in_schema=False)

_PATH = re.compile(
    r"/(?![/\\])[!-\[\]-~]*"
)  # of this server: what a browser reads as no other's, and has no line break


@router.get(LOGIN)
async def ask(admission: TheAdmission, visit: TheVisit) -> Response:
    """The page to log in with, or the start page for who is in already."""
    if admission.admits(visit):
        return _go_on(visit.prefix + "/")
    return _response(admission.page(visit, visit.prefix + "/"))


@router.post(LOGIN)
async def log_in(admission: TheAdmission, visit: TheVisit, request: Request) -> Response:
    """Take the token from the form, and go on to where somebody was about to go."""
    form = parse_qs((await request.body()).decode("utf-8", "replace"))
    way = form.get("way", [""])[-1]
    if not _PATH.fullmatch(way):
        way = visit.prefix + "/"
    cookie = admission.log_in(visit, form.get("token", [""])[-1].strip())
    if cookie is None:
        return _response(admission.page(visit, way, wrong=True))
    return _go_on(way, cookie)


@router.post(LOGOUT)
async def log_out(admission: TheAdmission, visit: TheVisit) -> Response:
    """Forget this browser."""
    return _go_on(visit.prefix + LOGIN, admission.log_out(visit))


def _go_on(way: str, cookie: str | None = None) -> Response:
    response = RedirectResponse(way, 303, {"Cache-Control": "no-store"})
    if cookie is not None:
        response.headers["Set-Cookie"] = cookie
    return response


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, dict(reply.headers), reply.content_type)
