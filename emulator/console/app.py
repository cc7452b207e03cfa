"""The console as a part of the app."""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from emulator.console import actions, coverage, faults, jobs, journal, learners, sent, start, trying, world
from emulator.console.frame import STATIC


def install_console(app: FastAPI) -> None:
    """Put the console's pages into the app, which has the control API already."""
    for module in (start, coverage, journal, learners, world, sent, jobs, faults, actions, trying):
        app.include_router(module.router)
    app.mount(STATIC, StaticFiles(directory=Path(__file__).parent / "static"))
