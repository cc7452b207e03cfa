"""Starting and stopping: what `lms-emulator serve` does."""

import asyncio
import socket
from contextlib import suppress

from emulator.app import create_app
from emulator.house import DataFolderError
from emulator.seeding import SeedError
from emulator.server import make_server
from emulator.settings import Settings
from emulator.store.migration import NewerDatabaseError
from emulator.welcome import welcome


class StartError(Exception):
    """The server cannot start; the words say why and what to do."""


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT. Raises `StartError`."""
    listener = _listen(settings.host, settings.port)
    app = create_app(settings)
    port = listener.getsockname()[1]
    server = make_server(app, settings.host, port)
    try:
        app.house.open()
        app.house.load_seed()
    except (DataFolderError, NewerDatabaseError, SeedError) as error:
        raise StartError(str(error)) from None
    listener.listen(2048)  # the port opens when everything is ready, and before the line that says so
    print(welcome(settings, port), flush=True)
    with suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(server.serve(sockets=[listener]))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named so that accepted connections get TCP_NODELAY: without it an answer in two writes waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise StartError(f"cannot listen on {host}:{port}: {error.strerror}; choose another --port") from None
    listener.set_inheritable(True)
    return listener
