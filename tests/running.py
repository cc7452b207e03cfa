"""A real emulator on a real port, in a thread: what the tests talk to."""

import asyncio
import faulthandler
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from emulator.app import Emulator, create_app
from emulator.server import TimeLimits, make_server
from emulator.settings import load_settings
from tests import postgresql


@contextmanager
def running(
    data: Path,
    listeners: Sequence[socket.socket] = (),
    around: Callable[[Emulator], Any] = lambda app: app,
    **settings: Any,
) -> Iterator[tuple[str, Emulator]]:
    """Start an emulator on a free port (or on `listeners`); gives its root URL and the app, and stops it at the end.

    What is served is what `around` makes of the app.
    Its jobs take 3 seconds where nothing else is said, to wait less than users do.
    """
    loaded = load_settings(data=data, **{"job_seconds": 3, **postgresql.settings_of(data), **settings})
    app = create_app(loaded)
    sockets = list(listeners) or [socket.create_server(("127.0.0.1", 0))]
    server = make_server(
        around(app), "127.0.0.1", 0, limits=TimeLimits(loaded.head_seconds, loaded.body_seconds), on_stop=app.stopping
    )

    def serve() -> None:
        with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
            runner.run(server.serve(sockets=sockets))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the emulator did not start")
        thread.join(0.005)
    try:
        yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}", app
    finally:
        server.should_exit = True
        thread.join(30)  # threads that unpack or seed are waited for here, and may have a busy machine
        for listener in sockets:
            listener.close()
        if thread.is_alive():
            faulthandler.dump_traceback(all_threads=True)
            raise RuntimeError("the emulator does not stop")
