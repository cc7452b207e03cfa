"""Starting and stopping: what `lms-emulator serve` does."""

import asyncio
import os
import signal
import socket
import sys
import threading
from time import sleep
from typing import NoReturn

import uvicorn

from emulator.app import create_app
from emulator.house import DataFolderError
from emulator.seeding import SeedError
from emulator.server import TimeLimits, make_server
from emulator.settings import Settings
from emulator.store.migration import NewerDatabaseError
from emulator.welcome import welcome

SIGNALS = {signal.SIGTERM, signal.SIGINT}
GRACE_SECONDS = 1.5  # of which requests that run get a part (emulator/server.py)


class StartError(Exception):
    """The server cannot start; the words say why and what to do."""


def run(settings: Settings) -> NoReturn:
    """Serve until SIGTERM or SIGINT, and end the process. Raises `StartError`."""
    ending = _Ending()
    server, listener = _open(settings)
    ending.server = server
    # Never closed: that would wait for threads that unpack packages, whose work is done again at the next start.
    runner = asyncio.Runner(loop_factory=server.config.get_loop_factory())
    runner.run(server.serve(sockets=[listener]))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


class _Ending:
    """Ends the process at SIGTERM or SIGINT, whatever the event loop does: a thread of its own waits for the signal.

    The server gets a while to end by itself; a second signal, or one before the server runs, ends the process at once. What was
    acknowledged is kept in any case.
    """

    def __init__(self) -> None:
        self.server: uvicorn.Server | None = None
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # in every thread that is started from here on too
        threading.Thread(target=self._wait, name="ending", daemon=True).start()

    def _wait(self) -> None:
        signal.sigwait(SIGNALS)
        if self.server is not None:
            self.server.should_exit = True
            threading.Thread(target=self._give_time, name="grace", daemon=True).start()
            signal.sigwait(SIGNALS)
        os._exit(0)

    def _give_time(self) -> None:
        sleep(GRACE_SECONDS)
        os._exit(0)


def _open(settings: Settings) -> tuple[uvicorn.Server, socket.socket]:
    listener = _listen(settings.host, settings.port)
    app = create_app(settings)
    port = listener.getsockname()[1]
    limits = TimeLimits(settings.head_seconds, settings.body_seconds)
    server = make_server(app, settings.host, port, limits=limits, stopping=app.stopping)
    try:
        app.house.open()
        app.house.load_seed()
    except (DataFolderError, NewerDatabaseError, SeedError) as error:
        raise StartError(str(error)) from None
    app.house.outgoing.own.listens_at(settings.host, port)
    listener.listen(2048)  # the port opens when everything is ready, and before the line that says so
    print(welcome(settings, port), flush=True)
    return server, listener


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
