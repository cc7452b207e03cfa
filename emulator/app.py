"""The app: the life of a request, step by step."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Any

import orjson

from emulator.contract.reading import InputProblem
from emulator.durably import Durably
from emulator.gate.admission import Admission, without_cookie
from emulator.gate.gate import Gate
from emulator.gate.visit import Room, Visit
from emulator.house import House
from emulator.http import (
    BodyBrokenError,
    BodyTooLargeError,
    Message,
    Receive,
    Reply,
    Request,
    Scope,
    Send,
    read_body,
    send_reply,
)
from emulator.journaling import hint_headers, write_down
from emulator.multipart import MultipartReader
from emulator.player.paths import player_at
from emulator.sandbox.clock import stopwatch
from emulator.sandbox.sandbox import SandboxGoneError
from emulator.sandbox.sandboxes import DEFAULT, SandboxNameError
from emulator.settings import Settings
from emulator.store.failing import why_unwritable
from emulator.upkeep.watchdog import Watchdog
from emulator.vendors import ENTRIES, Entry, entry_at, page_at
from emulator.vendors.call import Call
from emulator.vendors.errors import InternalError, RequestTooLarge, VendorError
from emulator.vendors.vendor import Vendor

log = logging.getLogger("lms_emulator")

DEFECT = "a defect of lms-emulator; its log has the details"
JSON = b"application/json"  # what the control API takes, also from `curl -d`, which calls it a form, and from clients that call it nothing


class Emulator:
    """The ASGI app. Vendors' APIs and pages are served here, and the player's; everything else is the control app's (emulator/control)."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.house = House(settings)
        self.gate = Gate(settings, tuple(base for entry in ENTRIES for base in entry.for_courses))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        prefix, name, path = _sandbox_and_path(scope)
        entry, page = entry_at(path), None
        if entry is None:
            entry, page = page_at(path) or (None, player_at(path))
        room = _room(entry, page)
        visit = Visit.of(scope, room, prefix, path, page or "")
        turned_away = self.gate.turn_away(visit)
        if turned_away is not None:
            await send_reply(turned_away, turned_away.raw_headers(), scope, send)
            return
        self.house.outgoing.own.note(scope)
        send = self.gate.guarded(visit, send)
        if room == "control":
            await self._to_control(scope, visit, name, receive, send)
            return
        scope["headers"] = without_cookie(scope["headers"])
        try:
            sandbox = await self.house.sandbox(name)
        except SandboxNameError as error:
            await send_reply(*_plain(404, str(error)), scope, send)
            return
        request = Request(
            scope["method"],
            path[len(page or (entry.base_path if entry else "")) :],
            scope["query_string"],
            scope["headers"],
            scope["scheme"],
            prefix,
            self.settings.public_url,
            peer=(scope.get("client") or ("",))[0],
        )
        call = Call(sandbox, request, page)
        try:
            if entry is None:
                play = await self.house.imports.get("player", _import_player)
                await play(self.house, call, scope, receive, send)
            else:
                await self._answer(await self.house.vendor(entry.name), call, scope, receive, send)
        finally:
            for folder in call.world.temporary:
                shutil.rmtree(folder, ignore_errors=True)

    def stopping(self) -> None:
        """The server is about to stop."""
        self.house.worker.stop()

    async def _answer(self, vendor: Vendor, call: Call, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a call, send the reply, and close its journal entry."""
        started, at = stopwatch(), call.world.now()
        try:
            serve = self._serve if call.page is None else self._serve_page
            reply = await serve(vendor, call, receive)
        except VendorError as error:
            reply = self._refuse(vendor, call, error)
        except InputProblem as problem:
            reply = self._refuse(vendor, call, problem)
        except BodyTooLargeError:
            reply = self._refuse(vendor, call, RequestTooLarge("the body is larger than this emulator accepts"))
        except BodyBrokenError as broken:
            reply = self._refuse(vendor, call, InputProblem("body", str(broken)), str(broken))
        except SandboxGoneError as gone:
            reply = self._refuse(vendor, call, InternalError(str(gone)))
        except Exception as error:  # noqa: BLE001 - logged by _excuse
            reply = self._refuse(vendor, call, InternalError(self._excuse(call, error)))
        headers = reply.raw_headers() + hint_headers(call)
        size = reply.size
        await send_reply(reply, headers, scope, send)
        write_down(vendor.name, call, scope, reply, headers, size, at, started)
        if call.page is None:
            for observer in self.house.observers:
                observer(vendor, call, reply)

    def _excuse(self, call: Call, error: Exception) -> str:
        """Why the emulator itself failed, for the developer's hint."""
        if why_unwritable(error) is not None:
            return f"nothing can be kept: {self.house.database.failed(error).reason}"
        log.exception("%s %s", call.request.method, call.request.path)
        return DEFECT

    async def _serve(self, vendor: Vendor, call: Call, receive: Receive) -> Reply:
        """The steps of a successful call; each raises if it fails."""
        house, sandbox = self.house, call.world.sandbox
        vendor.match(call)
        house.prepare(vendor, call.world)
        call.world = call.world.acting(vendor.authenticate(call))
        vendor.limit(call)
        operation, route = vendor.operation_of(call)
        await self._receive(call, receive)
        if sandbox.refusal is not None:
            sandbox = await self.house.sandbox(sandbox.name)
            call.move_to(sandbox)
            house.prepare(vendor, call.world)
            call.world = call.world.acting(vendor.authenticate(call))
        if route.polls is not None and sandbox.settings.job_mode == "step":
            kind, parameter = route.polls
            await house.worker.step(sandbox, kind.job_id(call.path[parameter]))
        inputs = vendor.read(call, operation, route)
        if route.before is not None:
            fetched = await route.before(call.world, **inputs)
            if route.takes_file:
                inputs["file"] = fetched
        if route.takes_request:
            inputs["request"] = call.request
        with call.world.work:
            reply = vendor.write(call, operation, route.endpoint(call.world, **inputs))
        await house.committed(call.world)
        return reply

    async def _serve_page(self, vendor: Vendor, call: Call, receive: Receive) -> Reply:
        """Serve a vendor's page for browsers. It has no operation, so no contract; credentials are only those in the path."""
        assert call.page is not None
        self.house.prepare(vendor, call.world)
        call.query = call.request.query(fold=False)
        await self._receive(call, receive)
        with call.world.work:
            reply = vendor.pages[call.page](call)
        await self.house.committed(call.world)
        return reply

    async def _receive(self, call: Call, receive: Receive) -> None:
        """Receive the body: in memory, or streamed to files in a temporary folder."""
        request = call.request
        if request.media_type() != "multipart/form-data":
            request.body = await read_body(receive, self.settings.max_body_bytes)
            return
        folder = call.world.new_folder()
        reader = MultipartReader(request.header(b"content-type") or "", folder, self.settings.max_package_bytes)
        await reader.read(receive)
        request.form, request.uploads = reader.form, reader.uploads

    def _refuse(self, vendor: Vendor, call: Call, why: VendorError | InputProblem, hint: str | None = None) -> Reply:
        """Write an error in the vendor's envelope. If that fails, write an internal error in it; if that fails too, plain text."""
        try:
            problem = isinstance(why, InputProblem)
            error = vendor.refuse_input(why) if isinstance(why, InputProblem) else why
            for words in (error.hint, hint or (str(why) if problem else None)):
                if words:
                    call.world.hint(words)
            return vendor.refuse(call, error)
        except Exception:
            log.exception("refusing %s %s", call.request.method, call.request.path)
            call.world.hint(DEFECT)
            if isinstance(why, InternalError):
                return Reply(500, DEFECT.encode(), "text/plain")
            return self._refuse(vendor, call, InternalError())

    async def _to_control(self, scope: Scope, visit: Visit, name: str, receive: Receive, send: Send) -> None:
        control = await self.house.imports.get("control", partial(_create_control, self.house, self.gate.admission))
        headers = [header for header in scope["headers"] if header[0] != b"content-type"] + [(b"content-type", JSON)]
        inner = dict(scope, path=visit.path, raw_path=visit.path.encode(), headers=headers, visit=visit)
        inner |= {"sandbox_name": name, "sandbox_prefix": visit.prefix}
        try:
            body = await read_body(receive, self.settings.max_body_bytes)
        except BodyTooLargeError:
            words = f"the body is larger than {self.settings.max_body_bytes} bytes (setting max_body_bytes)"
            await _send_json(413, words, scope, send)
        except BodyBrokenError:
            return  # nobody is there to be told
        else:
            await control(inner, _once(body, receive), Durably(self.house.database, scope, send))

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        """Open the data folder and start the background work (worker, housekeeping, watchdog); stop all of it on exit."""
        self.house.open()
        watchdog = Watchdog(asyncio.get_running_loop())
        self.house.keep_house()
        worker = asyncio.create_task(self.house.worker.run())
        try:
            yield
        finally:
            worker.cancel()
            try:
                with suppress(asyncio.CancelledError):
                    await worker
            finally:  # whatever the worker ended with, the folder is free for the next
                watchdog.stop()
                await self.house.close()

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(self.alive())
            except Exception as error:
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                raise
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


def create_app(settings: Settings) -> Emulator:
    """The emulator as an ASGI app; its lifespan opens and closes the data folder."""
    return Emulator(settings)


def _import_player() -> Any:
    from emulator.player.app import play  # with the first course that is opened

    return play


def _create_control(house: House, admission: Admission) -> Any:
    from emulator.control.app import create_control  # FastAPI: a quarter second of imports

    return create_control(house, admission)


def _room(entry: Entry | None, page: str | None) -> Room:
    if entry is None:
        return "control" if page is None else "player"
    return "api" if page is None else "pages"


def _sandbox_and_path(scope: Scope) -> tuple[str, str, str]:
    """(`/~NAME` or nothing, the sandbox's name, the path behind it); empty segments before the path do not count."""
    path = scope.get("raw_path", b"").partition(b"?")[0].decode("latin-1") or scope["path"]
    if path.startswith("//"):
        path = "/" + path.lstrip("/")
    if not path.startswith("/~"):
        return "", DEFAULT, path
    name, _, rest = path[2:].partition("/")
    return f"/~{name}", name, "/" + rest.lstrip("/")


def _once(body: bytes, receive: Receive) -> Receive:
    """Receive function that replays a body that was already read, then passes on further messages."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return left.pop() if left else await receive()

    return receive_again


async def _send_json(status: int, words: str, scope: Scope, send: Send) -> None:
    reply = Reply(status, orjson.dumps({"error": words}), "application/json")
    await send_reply(reply, reply.raw_headers(), scope, send)


def _plain(status: int, words: str) -> tuple[Reply, list[tuple[bytes, bytes]]]:
    reply = Reply(status, words.encode() + b"\n", "text/plain; charset=utf-8")
    return reply, reply.raw_headers()
