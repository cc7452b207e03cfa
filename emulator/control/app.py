"""The control app: everything that is not a vendor's path."""

from collections.abc import Mapping
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from emulator.control.members import no_doubled_members
from emulator.control.parameters import no_unknown_parameters
from emulator.control.refusals import OF_ALL, words_of
from emulator.control.routes import (
    about,
    attempts,
    clock,
    credentials,
    deliveries,
    events,
    expiring,
    faults,
    journal,
    limits,
    llms,
    login,
    openapi,
    operations,
    samples,
    seeds,
    settings,
    verdicts,
    waits,
)
from emulator.control.routes.posts import outbox, sink
from emulator.control.routes.watching import health, metrics
from emulator.control.routes.work import jobs, replays
from emulator.control.routes.worlds import exports, sandboxes, snapshots
from emulator.docs_page import page as docs_page
from emulator.house import CONTROL, House
from emulator.http import json_error
from emulator.journal.packed_headers import ID
from emulator.life import unserved
from emulator.life.journaling import UNSERVED, write_down_unserved
from emulator.life.trouble import TROUBLES, trouble_of
from emulator.problems.words import telling
from emulator.sandbox.guard import LOCKED, LockedError
from emulator.sandbox.names import SandboxNameError
from emulator.vendors import ENTRIES, is_below
from emulator.without_browser.attempting import CannotPlayError

ASKED_BY_BROWSERS = ("/favicon.ico", "/robots.txt")
"""Paths that browsers ask for by themselves."""
_ROUTES = (
    sandboxes,  # first, as each test of others makes one and deletes it, and FastAPI tries one router after the other
    about,
    attempts,
    waits,  # before others: /deliveries/wait is no number
    clock,
    credentials,
    deliveries,
    expiring,
    exports,
    events,
    faults,
    health,
    verdicts,  # before journal: /journal/wait is no number
    journal,
    replays,
    jobs,
    limits,
    llms,
    login,
    metrics,
    openapi,
    operations,
    samples,
    seeds,
    outbox,
    settings,
    sink,
    snapshots,
)


def install_control(app: FastAPI) -> None:
    """Put the control API into the app, whose state has the `house` and who is let in (`admission`)."""
    for module in _ROUTES:
        app.include_router(
            module.router,
            responses=OF_ALL,
            generate_unique_id_function=_name_of,
            dependencies=[Depends(no_unknown_parameters), Depends(no_doubled_members)],
        )
    app.include_router(docs_page.router, responses=OF_ALL, generate_unique_id_function=_name_of)
    app.mount("/docs/static", docs_page.files)
    sink.install_sink(app)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(SandboxNameError, _no_sandbox)
    app.add_exception_handler(CannotPlayError, _cannot_play)
    app.add_exception_handler(LockedError, _locked)
    for known in TROUBLES:
        app.add_exception_handler(known, _trouble)
    app.middleware_stack = None  # it was made for the lifespan, without these


def _name_of(route: APIRoute) -> str:
    return route.name


def _answer(status: int, words: str) -> JSONResponse:
    words = words.encode("utf-8", "backslashreplace").decode()  # JSON can say a lone surrogate, UTF-8 cannot
    return JSONResponse({"error": words}, status)


async def _locked(request: Request, error: Exception) -> Response:
    assert isinstance(error, LockedError)
    request.scope[LOCKED] = error.sandbox
    return Response()  # which nobody gets


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    problems = [{**each, "loc": each["loc"][1:], "part": each["loc"][0]} for each in error.errors()]
    given = error.body if all(each["part"] == "body" for each in problems) else None
    field = getattr(request.scope.get("route"), "body_field", None)
    kind = None if field is None else field.field_info.annotation
    words = [_words(problem, error.body, kind) for problem in telling(problems, given)]
    return _answer(400, "; ".join(dict.fromkeys(words)))


def _words(problem: Mapping[str, Any], body: Any, kind: Any) -> str:
    """Where something is wrong, and what; for a body that cannot be read, at which line and column. `kind` is the type of the body."""
    where = problem["loc"]
    if problem["type"] != "json_invalid":
        return words_of(problem, body, kind) if problem["part"] == "body" else words_of(problem, None)
    before = str(body)[: where[0]]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return f"the body is not valid JSON: {problem['ctx']['error']} at line {line}, column {column}"


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and error.detail == "Not Found":
        return await _unserved(request)
    return _answer(error.status_code, str(error.detail))


async def _unserved(request: Request) -> JSONResponse:
    """Nothing is served at this path. Outside the control API it may be a wrong base URL, so the journal has it."""
    house: House = request.app.state.house
    path = request.scope["path"]
    for entry in ENTRIES:
        await house.vendor(entry.name)
    words = f"nothing is served at {path}; {unserved.nearest(request.method, path)}"
    answer = _answer(404, words)
    house.counted.calls.count(UNSERVED, "", 404, 0.0)
    if not is_below(path, CONTROL) and path not in ASKED_BY_BROWSERS:
        try:
            sandbox = await house.sandbox(request.scope["sandbox_name"])
        except SandboxNameError as error:
            return await _no_sandbox(request, error)
        reply = json_error(404, words)
        answer.headers[ID.decode()] = await write_down_unserved(
            house.recorder, sandbox, request.scope, await request.body(), reply, words, house.settings
        )
    return answer


async def _no_sandbox(request: Request, error: Exception) -> JSONResponse:
    return _answer(404, str(error))


async def _trouble(request: Request, error: Exception) -> JSONResponse:
    """What can go wrong with any request. Starlette logs what is a defect."""
    house: House = request.app.state.house
    trouble = trouble_of(error, house.database)
    if trouble.status == 500 and isinstance(error, OSError):
        raise error
    return _answer(409 if trouble.status == 410 else trouble.status, trouble.words)


async def _cannot_play(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CannotPlayError)
    return _answer(error.status, error.words)
