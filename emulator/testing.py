"""The emulator within a test's own process, for httpx's `ASGITransport` and Starlette's `TestClient`."""

import weakref
from typing import Any

from emulator.app import Emulator, create_app
from emulator.settings import load_settings
from emulator.upkeep import memory_folder


def app(**settings: Any) -> Emulator:
    """An emulator as an ASGI app, whose data goes with it. `settings` are those of docs/settings.md, such as `job_mode="instant"`.

    Nothing listens anywhere: URLs of the emulator itself, such as ContentURLs of samples and the sink, lead to the app. `await app.close()`
    closes it, if it was used without its lifespan.
    """
    folder = memory_folder.make()
    made = create_app(load_settings(data=folder, **settings))
    made.house.outgoing.stay_within(made)
    weakref.finalize(made, memory_folder.remove, folder)
    return made
