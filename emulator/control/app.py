"""The control app: everything that is not a vendor's path."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from emulator import __version__
from emulator.control import (
    attempts,
    clock,
    deliveries,
    health,
    journal,
    login,
    openapi,
    operations,
    samples,
    sandboxes,
    seeds,
    settings,
    start_page,
)
from emulator.control.refusals import OF_ALL
from emulator.docs_page import page as docs_page
from emulator.durably import StorageError, why_unwritable
from emulator.gate.admission import Admission
from emulator.house import House
from emulator.jobs.worker import StoppingError
from emulator.sandbox.sandbox import SandboxGoneError
from emulator.sandbox.sandboxes import SandboxNameError
from emulator.vendors import ENTRIES
from emulator.without_browser import CannotPlayError


def create_control(house: House, admission: Admission) -> ASGIApp:
    """The control API of one house, for whom `admission` lets in."""
    app = FastAPI(
        title="lms-emulator control API",
        version=__version__,
        docs_url=None,  # its page loads scripts from the internet
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
        openapi_url=None,  # emulator/control/openapi.py serves it, beside those of the vendors
        responses=OF_ALL,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.house, app.state.admission = house, admission
    for module in (
        attempts,
        clock,
        deliveries,
        health,
        journal,
        login,
        openapi,
        operations,
        samples,
        sandboxes,
        seeds,
        settings,
        start_page,
    ):
        app.include_router(module.router)
    app.include_router(docs_page.router)
    app.mount("/docs/static", docs_page.files)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(SandboxNameError, _no_sandbox)
    app.add_exception_handler(CannotPlayError, _cannot_play)
    for unwritable in (StorageError, OSError):
        app.add_exception_handler(unwritable, _unwritable)
    app.add_exception_handler(SandboxGoneError, _gone)
    app.add_exception_handler(StoppingError, _stopping)
    app.add_exception_handler(Exception, _failed)
    return app


def _answer(status: int, words: str) -> JSONResponse:
    return JSONResponse({"error": words}, status)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return _answer(400, "; ".join(_words(problem, error.body) for problem in error.errors()))


def _words(problem: Mapping[str, Any], body: Any) -> str:
    """Where something is wrong, and what; for a body that cannot be read, at which line and column."""
    where = problem["loc"][1:]
    if problem["type"] != "json_invalid":
        return f"{'.'.join(map(str, where))}: {problem['msg']}".removeprefix(": ")
    before = str(body)[: where[0]]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return f"the body is not valid JSON: {problem['ctx']['error']} at line {line}, column {column}"


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and error.detail == "Not Found":
        bases = ", ".join(entry.base_path for entry in ENTRIES)
        return _answer(
            404,
            f"nothing is served at {request.url.path}; vendors are at {bases}, the control API at /_emulator",
        )
    return _answer(error.status_code, str(error.detail))


async def _no_sandbox(request: Request, error: Exception) -> JSONResponse:
    return _answer(404, str(error))


async def _gone(request: Request, error: Exception) -> JSONResponse:
    return _answer(409, str(error))


async def _unwritable(request: Request, error: Exception) -> JSONResponse:
    if why_unwritable(error) is None:
        raise error
    house: House = request.app.state.house
    return _answer(507, f"nothing can be kept: {house.database.failed(error).reason}")


async def _stopping(request: Request, error: Exception) -> JSONResponse:
    return _answer(503, "lms-emulator is being stopped; nothing was changed")


async def _cannot_play(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CannotPlayError)
    return _answer(error.status, error.words)


async def _failed(request: Request, error: Exception) -> JSONResponse:
    return _answer(500, "a defect of lms-emulator; its log has the details")
