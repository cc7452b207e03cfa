"""Starting and stopping: what `lms-emulator serve` does."""

import asyncio
import errno
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, NoReturn

import uvicorn

from emulator import running_at
from emulator.app import Emulator, create_app
from emulator.hooks.hooks import HookError, Hooks, hooks_of, run_scripts
from emulator.house import House
from emulator.seeds.refused import SeedError
from emulator.server import BACKLOG, Server, TimeLimits, make_server
from emulator.settings import Settings
from emulator.store.failing import why_unwritable
from emulator.tracing.wanted import TracingError, spans_of
from emulator.upkeep import memory_folder
from emulator.upkeep.data_folder import DataFolderError
from emulator.verifying.verified import VerifiedFileError
from emulator.welcome import welcome

if TYPE_CHECKING:
    from emulator.doors.opening import Opening  # with the first port that is not plain http

SIGNALS = {signal.SIGTERM, signal.SIGINT}
MARK = "LMS_EMULATOR_WORKER"
"""The variable that a process of `serve --workers` is started with."""
IS_WORKER = MARK in os.environ
GRACE_SECONDS = 1.5  # of which requests that run get a part (emulator/server.py)


class StartError(Exception):
    """The server cannot start; the words say why and what to do."""


def run(settings: Settings, words: Callable[[Settings, int], str] = welcome, *, until_eof: bool = False) -> NoReturn:
    """Serve until SIGTERM or SIGINT, then end the process. Raises `StartError` before any output.

    `words` makes what it prints when it can be called, of the settings and the port. With `until_eof` it also ends when its input does.
    """
    folder = memory_folder.make() if settings.memory else None
    ending = _Ending(folder)
    if until_eof:
        end_at_eof()
    try:
        _run(settings if folder is None else settings.model_copy(update={"data": folder}), words, ending)
    finally:
        if folder is not None:
            memory_folder.remove(folder)


def _run(settings: Settings, words: Callable[[Settings, int], str], ending: "_Ending") -> NoReturn:
    hooks = _hooks(settings)
    app, listener, proxy = _open(settings, hooks)
    preparing = _Preparing(app.house, hooks)
    server = _server(app, settings, listener, proxy, words, preparing)
    ending.server = server
    # Never closed: that would wait for threads that unpack packages, whose work is done again at the next start.
    runner = asyncio.Runner(loop_factory=server.config.get_loop_factory())
    try:
        runner.run(_serve(app, server, listener, preparing))
    except HookError as error:
        _forget(settings.data)
        raise StartError(str(error)) from None
    except Exception as error:
        if server.started:
            raise
        raise StartError(f"cannot start: {error}") from error
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):
            stream.flush()
    ending.end()


async def _serve(app: Emulator, server: Server, listener: socket.socket, preparing: "_Preparing") -> None:
    async with app.alive():
        await server.serve(sockets=[] if app.settings.speaks_tls else [listener])
        await preparing.end()
        _forget(app.settings.data)  # while the folder is still ours
        if app.house.spans is not None:
            app.house.spans.close()


class _Preparing:
    """Runs the scripts of the hooks once the server serves, and says then that it is ready. One that fails ends the server."""

    def __init__(self, house: House, hooks: Hooks) -> None:
        self._house, self._scripts = house, hooks.scripts
        self._task: asyncio.Task[None] | None = None
        if hooks.scripts:
            self._house.preparing = "the hooks of the start are running"

    def begin(self, server: Server, url: str, say: Callable[[], None]) -> None:
        """The server serves at this URL: run the scripts, and then `say` so. Without scripts, at once."""
        if self._scripts:
            self._task = asyncio.create_task(self._run(server, url, say))
        else:
            say()

    async def end(self) -> None:
        """Run nothing any more. Raises the `HookError` of a script that has failed."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self, server: Server, url: str, say: Callable[[], None]) -> None:
        try:
            await run_scripts(self._scripts, {"EMULATOR_URL": url})
        except HookError:
            server.should_exit = True
            raise
        self._house.preparing = None
        say()


class _Ending:
    """End the process at SIGTERM or SIGINT even if the event loop is blocked: a separate thread waits for the signal.

    The server gets some time to stop by itself. A second signal, or a signal before the server runs, ends the process at once.
    Acknowledged data is kept in every case, but for that of a `folder` in memory.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.server: uvicorn.Server | None = None
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # in every thread that is started from here on too
        threading.Thread(target=self._wait, name="ending", daemon=True).start()

    def end(self) -> NoReturn:
        """End the process, and remove the folder of data that is not to be kept."""
        if self._folder is not None:
            memory_folder.remove(self._folder)
        os._exit(0)

    def _wait(self) -> None:
        signal.sigwait(SIGNALS)
        if self.server is not None:
            self.server.should_exit = True
            threading.Thread(target=self._give_time, name="grace", daemon=True).start()
            signal.sigwait(SIGNALS)
        self.end()

    def _give_time(self) -> None:
        sleep(GRACE_SECONDS)
        self.end()


def end_at_eof() -> None:
    """Stop as at SIGTERM when the standard input ends, from now on."""
    threading.Thread(target=_end_at_eof, name="input", daemon=True).start()


def _end_at_eof() -> None:
    """Stop as at SIGTERM when the standard input ends: the program that held its other end is gone, whatever ended it."""
    with suppress(OSError):  # it was closed from the start
        while os.read(0, 4096):
            pass
    os.kill(os.getpid(), signal.SIGTERM)


def _forget(data: Path) -> None:
    if not IS_WORKER:
        running_at.forget(data)


def _hooks(settings: Settings) -> Hooks:
    try:
        return hooks_of(settings.hooks) if settings.hooks is not None else Hooks()
    except HookError as error:
        raise StartError(str(error)) from None


def _open(settings: Settings, hooks: Hooks) -> tuple[Emulator, socket.socket, socket.socket | None]:
    """The app with its data folder and seed, the open port, and that of the proxy if there is one.

    What can fail is done here, so it fails before anything else begins.
    """
    check(settings)
    listener = bound(settings.host, settings.port)
    proxy = None if settings.proxy_port is None else bound(settings.host, settings.proxy_port, "--proxy-port")
    app = create_app(settings)
    try:
        app.house.open()
        app.house.load_seed(hooks.seeds)
        app.house.load_verified()
    except (DataFolderError, SeedError, VerifiedFileError) as error:
        raise StartError(str(error)) from None
    except Exception as error:
        reason = why_unwritable(error)
        if reason is None:
            raise
        raise StartError(f"nothing can be kept in {settings.data}: {reason}") from None
    try:
        app.house.spans = spans_of(os.environ)
    except TracingError as error:
        raise StartError(str(error)) from None
    app.house.outgoing.own.listens_at(settings.host, listener.getsockname()[1], tls=settings.speaks_tls)
    with _refused(settings.host, settings.port):
        listener.listen(BACKLOG)  # the port opens when everything is ready
    if proxy is not None:
        with _refused(settings.host, proxy.getsockname()[1], "--proxy-port"):
            proxy.listen(BACKLOG)
    return app, listener, proxy


def _server(
    app: Emulator,
    settings: Settings,
    listener: socket.socket,
    proxy: socket.socket | None,
    words: Callable[[Settings, int], str],
    preparing: "_Preparing",
) -> Server:
    """The server, which says that it runs when it does."""
    port = listener.getsockname()[1]
    if proxy is not None:
        settings = settings.model_copy(update={"proxy_port": proxy.getsockname()[1]})
    opening = _opening(settings, port)

    def begin() -> None:
        if not IS_WORKER:
            running_at.write(settings.data, settings.host, port, tls=settings.speaks_tls, **running_at.more(settings))
        preparing.begin(server, running_at.url_of(settings.host, port, tls=settings.speaks_tls), say)

    def say() -> None:
        with suppress(OSError):  # nobody reads what it says: it serves all the same
            print(words(settings, port), flush=True)

    limits = TimeLimits(settings.head_seconds, settings.body_seconds)
    server = make_server(
        app,
        settings.host,
        port,
        limits=limits,
        lifespan="off",
        on_start=begin,
        on_stop=app.stopping,
        access_log=settings.access_log,
    )
    if opening is not None:
        server.doors = opening.doors(server.take, listener, proxy)
    return server


def check(settings: Settings) -> None:
    """Refuse settings that make no sense together."""
    if settings.workers > 1 and settings.database_url is None:
        raise StartError(
            f"--workers {settings.workers} needs a PostgreSQL database (EMULATOR_DATABASE_URL): an SQLite file is one process's"
        )
    if settings.tls_key is not None and settings.tls_cert is None:
        raise StartError("--tls-key is the key of a certificate: give --tls-cert with it")
    if settings.pass_on and settings.proxy_port is None:
        raise StartError("--pass-on is for the proxy: give --proxy-port with it")
    if settings.pass_on and not settings.at_home and settings.control_token is None:
        raise StartError(
            f"--pass-on at {settings.host} would be a proxy for anybody who reaches this machine: set EMULATOR_CONTROL_TOKEN, which is "
            "then its password, or --host 127.0.0.1"
        )


def _opening(settings: Settings, port: int) -> "Opening | None":
    """What opens the port as https, and the proxy's; None for plain http alone."""
    if not settings.speaks_tls and settings.proxy_port is None:
        return None
    from emulator.doors.opening import Opening
    from emulator.tls.errors import TlsError

    try:
        return Opening(settings, port)
    except TlsError as error:
        raise StartError(f"cannot speak TLS: {error}") from None


def bound(host: str, port: int, option: str = "--port", *, is_shared: bool = IS_WORKER) -> socket.socket:
    """A socket at that address, which takes no connections yet: another process may do so before us.

    One that `is_shared` may be one of several processes that run for the same command.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with _refused(host, port, option):
        # The protocol is named so that accepted connections get TCP_NODELAY: without it an answer in two writes waits 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if is_shared:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((host, port))
    listener.set_inheritable(True)
    return listener


@contextmanager
def _refused(host: str, port: int, by: str = "--port") -> Iterator[None]:
    """A `StartError` for an address that the system refuses. Some invalid names do not raise OSError: `a..b`, a line separator."""
    try:
        yield
    except (OSError, UnicodeError, TypeError) as error:
        option = by if getattr(error, "errno", None) in (errno.EADDRINUSE, errno.EACCES) else "--host"
        why = getattr(error, "strerror", None) or error
        raise StartError(f"cannot listen on {host}:{port}: {why}; choose another {option}") from None
