"""The app: the life of a request, step by step."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI

from emulator import __version__
from emulator.durably import Durably
from emulator.gate.admission import without_cookie
from emulator.gate.gate import Gate
from emulator.gate.shared_sessions import SharedSessions
from emulator.gate.visit import Room, Visit
from emulator.health import health
from emulator.house import CONTROL, House
from emulator.http import (
    Arrival,
    BodyBrokenError,
    BodyTooLargeError,
    Message,
    Receive,
    Reply,
    Request,
    Scope,
    Send,
    arrival_of,
    json_error,
    read_body,
    send_reply,
)
from emulator.imports import bring
from emulator.life.answering import Service, answer
from emulator.life.begun import Begun
from emulator.life.faulty import HungUpError
from emulator.life.journaling import identified, say_turned_away
from emulator.life.trouble import STOPPING, trouble_of
from emulator.player.paths import player_at
from emulator.sandbox.clock import stopwatch
from emulator.sandbox.guard import LOCKED, repeatable
from emulator.sandbox.names import SandboxNameError
from emulator.sandbox.sandboxes import DEFAULT
from emulator.settings import Settings
from emulator.store.failing import StorageError, nothing_kept
from emulator.upkeep.watchdog import Watchdog
from emulator.vendors import ENTRIES, Entry, entry_at, is_below, load_vendor, page_at
from emulator.vendors.call import Call
from emulator.vendors.hosts import entry_of_host

log = logging.getLogger("lms_emulator")

PATIENCE = 15.0  # seconds in which a control call tries to come into its sandbox between others
JSON = b"application/json"  # what the control API takes, also from `curl -d`, which calls it a form, and from clients that call it nothing


class Emulator(FastAPI):
    """The app: FastAPI's, with its lifespan and the control API as its routes.

    A vendor's endpoints are a `VendorRouter`, which finds one of hundreds without a walk through all routes; so `__call__` finds out
    whose the path is and hands the call on. The control API is put in at its first call: it takes a tenth of a second.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            title="lms-emulator control API",
            version=__version__,
            lifespan=Emulator.alive,
            docs_url=None,  # its page loads scripts from the internet; emulator/docs_page serves one that does not
            redoc_url=None,
            openapi_url=None,  # emulator/control/routes/openapi.py serves it, beside those of the vendors
            telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        )
        self.settings = settings
        self.house = House(settings)
        self.gate = Gate(
            settings,
            for_courses=tuple(base for entry in ENTRIES for base in entry.for_courses),
            for_scripts=tuple(path for entry in ENTRIES if entry.for_scripts for path in entry.paths),
        )
        self.state.house, self.state.admission = self.house, self.gate.admission
        self._unwritten = count(1)  # ids of requests that no journal has
        self._services: dict[tuple[str, bool], Service] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._worker: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        if self._loop is not asyncio.get_running_loop():
            self._begin()
        sending = Begun(send)
        try:
            await self._visit(scope, receive, sending)
        except asyncio.CancelledError:
            if not self.house.worker.is_stopping:
                raise
            if not sending.begun:
                await send_reply(json_error(503, STOPPING), scope, send)
        except HungUpError:
            raise
        except Exception as error:
            if sending.begun and not sending.ended:
                raise  # the server closes the connection, so that nobody takes this for an answer
            log.exception("%s %s", scope["method"], scope["path"])
            if not sending.begun:
                trouble = trouble_of(error, self.house.database)
                reply = json_error(trouble.status, trouble.words)
                await send_reply(reply, scope, identified(send, next(self._unwritten)))

    async def _visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrival = arrival_of(scope)
        vendor = entry_of_host(arrival.host) if arrival.host else None
        prefix, name, path = _sandbox_and_path(scope, arrival)
        entry, page = page_at(path) or (entry_at(path), None)  # a page may lie below an API
        if vendor is not None and entry not in (vendor, None):
            entry, page = None, None  # another vendor has no paths at this one's host
        if entry is None:
            page = player_at(path)
        room = _room(entry, page)
        visit = Visit.of(scope, room, prefix, path, page or "", arrival.host if vendor is not None else "")
        if _may_show_a_page(visit):
            await bring("jinja2")
        turned_away = self.gate.turn_away(visit)
        if turned_away is not None or room == "control":
            send = identified(send, next(self._unwritten))
        if turned_away is not None:
            await send_reply(turned_away, scope, send)
            self.house.counted.calls.count("gate", "", turned_away.status, 0.0)
            say_turned_away(scope, turned_away, self.settings)
            return
        self.house.outgoing.own.note(scope)
        send = self.gate.guarded(visit, send)
        if room == "control":
            await self._to_control(scope, visit, name, receive, send)
            return
        if "cookie" in visit.said:
            scope["headers"] = without_cookie(scope["headers"])
        await self._to_service(scope, visit, entry, name, receive, send)

    async def _to_service(
        self, scope: Scope, visit: Visit, entry: Entry | None, name: str, receive: Receive, send: Send
    ) -> None:
        """Have a vendor's API, its pages or the player answer, in the sandbox that the path or the key shown names."""
        page, prefix = visit.base or None, visit.prefix
        service = await self._service(entry, page)
        request = Request(
            scope["method"],
            visit.path[len(page or (entry.base_path if entry else "")) :],
            scope["query_string"],
            scope["headers"],
            scope["scheme"],
            prefix,
            self.settings.public_url or (arrival_of(scope).own_url if visit.named else None),
            peer=(scope.get("client") or ("",))[0],
        )
        try:
            call, failed = await self._call(entry, page, name, request)
        except SandboxNameError as error:
            refused = Reply(404, f"{error}\n".encode(), "text/plain; charset=utf-8")
            await send_reply(refused, scope, identified(send, next(self._unwritten)))
            return
        try:
            await answer(service, self.house, call, scope, receive, send, failed)
        finally:
            if call.world.temporary:
                # not into the trash: a quick client would fill a small disk before it is emptied
                await asyncio.to_thread(self.house.files.delete, call.world.temporary)

    async def _call(
        self, entry: Entry | None, page: str | None, name: str, request: Request
    ) -> tuple[Call, Exception | None]:
        """The call in its sandbox, and what failed on the way there, which the service tells in its form. Raises `SandboxNameError`."""
        settled, failed = entry is None or request.prefix.endswith(f"/~{name}"), None
        try:
            if entry is not None and not settled:
                owner = self.house.owner(load_vendor(entry.name), request, page)
                if owner is not None:
                    name, request.prefix, settled = owner, f"{request.prefix}/~{owner}", True
        except Exception as error:  # noqa: BLE001 - returned
            failed = error
        try:
            sandbox = await self.house.sandbox(name)  # last, since it may be deleted while something is waited for
        except SandboxNameError:
            raise
        except Exception as error:  # noqa: BLE001 - returned
            sandbox, failed = self.house.sandboxes.new(name), error
        return Call(sandbox, request, page, settled=settled), failed

    def stopping(self) -> None:
        """The server is about to stop."""
        self.house.worker.stop()
        self.house.sandboxes.stop()

    async def _to_control(self, scope: Scope, visit: Visit, name: str, receive: Receive, send: Send) -> None:
        probe = health(visit, self.house.why_not_ready, self.gate.admission)
        if probe is not None:
            await send_reply(probe, scope, send)
            return
        await self.house.imports.get("control", partial(_install_control, self))
        headers = [header for header in scope["headers"] if header[0] != b"content-type"] + [(b"content-type", JSON)]
        inner = dict(scope, path=visit.path, raw_path=visit.path.encode(), headers=headers, visit=visit)
        inner |= {"sandbox_name": name, "sandbox_prefix": visit.prefix, "root_path": ""}
        try:
            body = await read_body(receive, self.settings.max_body_bytes)
        except BodyTooLargeError:
            words = f"the body is larger than {self.settings.max_body_bytes} bytes (setting max_body_bytes)"
            await send_reply(json_error(413, words), scope, send)
        except BodyBrokenError:
            return  # nobody is there to be told
        else:
            await self._control(inner, body, receive, send)

    async def _control(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        """Have FastAPI answer; again, as long as a sandbox is locked before anything has happened: the loop waits for nobody."""
        until, turn = stopwatch() + PATIENCE, None
        while True:
            tried = dict(scope)
            if turn is not None:  # if it waits for anything else first, the others need not wait with it
                asyncio.get_running_loop().call_soon(turn.end)
            with repeatable(turn):
                await super().__call__(tried, _once(body, receive), Durably(self.house.database, tried, send))
            if LOCKED not in tried:
                return
            if stopwatch() > until:
                refusal = json_error(
                    503, f"the sandbox {tried[LOCKED]} is busy: others write to it all the time; try again"
                )
                break
            try:
                turn = await self.house.wait_for(tried[LOCKED])
            except StorageError as error:
                refusal = json_error(507, nothing_kept(error.reason))
                break
        await send_reply(refusal, scope, send)

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        """The lifespan: open the data folder and start the background work (worker, housekeeping, watchdog); stop all of it on exit."""
        self._begin()
        watchdog = Watchdog(asyncio.get_running_loop(), self.house.counted.stalls)
        try:
            yield
        finally:
            watchdog.stop()
            await self.close()

    async def close(self) -> None:
        """Close the data folder. Only for an app that was used without its lifespan, which does this at its end."""
        worker, here = self._worker, self._loop is asyncio.get_running_loop()
        self._worker = self._loop = None
        try:
            if worker is not None and here:
                worker.cancel()
                with suppress(asyncio.CancelledError):
                    await worker
        finally:  # whatever the worker ended with, the folder is free for the next
            await self.house.close(here=here)

    def _begin(self) -> None:
        """Serve in this event loop: when the lifespan begins, or else at the first request in it."""
        if self._loop is not None and self._loop.is_running():
            raise RuntimeError("this app serves in another event loop already; make an app for each")
        self.house.open()
        if self.house.database.shared:
            self.gate.admission.sessions = SharedSessions(self.house.database)
        if self._loop is not None:
            self.house.move()
        self.house.load_seed()
        self.house.load_verified()
        self._loop = asyncio.get_running_loop()
        self.house.keep_house()
        self._worker = self._loop.create_task(self.house.worker.run())

    async def _service(self, entry: Entry | None, page: str | None) -> Service:
        """What serves a path that is not the control API's; imported at its first call."""
        name, pages = entry.name if entry is not None else "", page is not None
        service = self._services.get((name, pages))
        if service is None:
            if entry is None:
                service = (await self.house.imports.get("player", _import_player))(self.house)
            else:
                api, page_service = await self.house.imports.get("vendors", _import_services)
                service = (page_service if pages else api)(self.house, await self.house.vendor(name))
            self._services[name, pages] = service
        return service


def create_app(settings: Settings) -> Emulator:
    """The emulator as a FastAPI app, to be served, mounted or called in process.

    Its lifespan opens the data folder and closes it. Without a lifespan, as in a mounted app or with httpx's `ASGITransport`, the first
    request opens it.
    """
    return Emulator(settings)


def _import_player() -> Any:
    from emulator.player.app import Player  # with the first course that is opened

    return Player


def _import_services() -> Any:
    from emulator.life.vendor_services import Api, Pages  # with the first call to a vendor

    return Api, Pages


def _install_control(app: Emulator) -> None:
    from emulator.console.app import install_console
    from emulator.control.app import install_control  # pydantic builds its models: a tenth of a second
    from emulator.control.known_paths import KnownPaths

    install_control(app)
    install_console(app)
    nothing = {"type": "http", "method": "GET", "path": "//", "root_path": "", "headers": []}
    for route in app.routes:
        route.matches(nothing)  # FastAPI makes what serves a route when it first looks for one: a fifth of a second
    app.router.routes.insert(0, KnownPaths(app.router.routes[:]))


def _may_show_a_page(visit: Visit) -> bool:
    """True if the answer may be a page for people; the control API and the probes have none for programs."""
    is_control = visit.room == "control" and is_below(visit.path, CONTROL)
    return visit.wants_html or not (is_control or visit.room == "api")


def _room(entry: Entry | None, page: str | None) -> Room:
    if entry is None:
        return "control" if page is None else "player"
    return "api" if page is None else "pages"


def _sandbox_and_path(scope: Scope, arrival: Arrival) -> tuple[str, str, str]:
    """(what stands before the path, the sandbox's name, the path); empty segments before the path do not count.

    Before the path stand the path that the app is mounted at, if it is, and `/~NAME`, if the sandbox is not the default one. The user
    name at the proxy is a sandbox's name, too.
    """
    path = scope.get("raw_path", b"").partition(b"?")[0].decode("latin-1") or scope["path"]
    root = scope.get("root_path", "").rstrip("/")
    if root:
        root = quote(root, safe="/~!$&'()*+,;=:@")
        path = path.removeprefix(root) or "/"
    if path.startswith("//"):
        path = "/" + path.lstrip("/")
    if not path.startswith("/~"):
        return (
            (root, DEFAULT, path) if arrival.sandbox is None else (f"{root}/~{arrival.sandbox}", arrival.sandbox, path)
        )
    name, _, rest = path[2:].partition("/")
    return f"{root}/~{name}", name, "/" + rest.lstrip("/")


def _once(body: bytes, receive: Receive) -> Receive:
    """Receive function that replays a body that was already read, then passes on further messages."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return left.pop() if left else await receive()

    return receive_again
