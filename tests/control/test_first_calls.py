"""What the first calls to the control API have to make is made beside the event loop, so that nobody else waits for it."""

import asyncio
import threading
from pathlib import Path

import fastapi.openapi.utils
import httpx
import pydantic
import pytest

from emulator.app import create_app
from emulator.settings import Settings


def test_the_event_loop_makes_nothing_that_takes_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    makers = {"routes": set[str](), "document": set[str]()}
    make_type, make_document = pydantic.TypeAdapter.__init__, fastapi.openapi.utils.get_openapi

    def note_type(self: object, *given: object, **named: object) -> None:
        makers["routes"].add(threading.current_thread().name)
        make_type(self, *given, **named)  # type: ignore[arg-type]

    def note_document(*given: object, **named: object) -> dict[str, object]:
        makers["document"].add(threading.current_thread().name)
        return make_document(*given, **named)  # type: ignore[arg-type]

    async def call() -> None:
        app = create_app(Settings(data=tmp_path))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            for path in ("/_emulator/clock", "/_emulator/openapi/control.json"):
                assert (await client.get(path)).status_code == 200
        await app.close()

    monkeypatch.setattr(pydantic.TypeAdapter, "__init__", note_type)  # what takes long when FastAPI makes a route
    monkeypatch.setattr("fastapi.applications.get_openapi", note_document)
    asyncio.run(call())
    for threads in makers.values():
        assert threads
        assert threading.main_thread().name not in threads
