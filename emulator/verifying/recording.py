"""Serving the recording proxy, and saving the recorded shapes every few seconds, so that little is lost if it is killed."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from emulator import __version__
from emulator.server import make_server
from emulator.vendors.entry import Entry
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.proxy import Proxy
from emulator.verifying.shapes.shape_file import Shapes, read, write
from emulator.verifying.today import today

BETWEEN = 2.0  # seconds between two saves


def begun(path: Path, entry: Entry) -> Shapes:
    """The shapes of a file to continue, or no shapes if the file does not exist. Raises `CannotVerifyError`."""
    if not path.exists():
        return Shapes()
    file = read(path)
    if file.vendor != entry.name:
        raise CannotVerifyError(f"{path} has shapes of {file.vendor}")
    return file.shapes


def record(
    proxy: Proxy, entry: Entry, shapes: Shapes, path: Path, place: tuple[str, int], ready: Callable[[str], None]
) -> None:
    """Serve at (host, port) until SIGINT or SIGTERM. `ready` is called with the URL. Raises `CannotVerifyError`."""
    try:
        listener = socket.create_server(place)
    except OSError as error:
        raise CannotVerifyError(f"{place[0]}:{place[1]} cannot be listened at: {error.strerror}") from None

    def save() -> None:
        proxy.changed = False
        write(path, shapes.document(entry.name, __version__, today()))

    save()  # report an unwritable file now, not at the end
    with listener, suppress(KeyboardInterrupt):
        url = "http://{}:{}".format(*listener.getsockname()[:2])
        asyncio.run(_serve(proxy, listener, save, lambda: ready(url)))
    save()


async def _serve(proxy: Proxy, listener: socket.socket, save: Callable[[], None], ready: Callable[[], None]) -> None:
    server = make_server(proxy, "", 0, lifespan="off", on_start=ready)
    saving = asyncio.create_task(_save(proxy, save))
    try:
        await server.serve(sockets=[listener])
    finally:
        saving.cancel()
        await proxy.close()


async def _save(proxy: Proxy, save: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(BETWEEN)
        if proxy.changed:
            with suppress(CannotVerifyError):  # the last save at the end may succeed
                save()
