"""Answering one call: serve it, send the reply, and write the journal entry."""

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import Protocol

from emulator.house import House
from emulator.http import Receive, Reply, Scope, Send, read_body, send_reply
from emulator.life.evidence import evidence_headers
from emulator.life.faulty import Unanswered
from emulator.life.journaling import (
    Exchange,
    hint_headers,
    id_header,
    new_request_id,
    say_refused,
    write_down,
    write_down_first,
)
from emulator.life.trouble import STOPPING, Trouble, trouble_of
from emulator.life.when_faulty import send_faulty
from emulator.multipart import MultipartReader
from emulator.outgoing import chain
from emulator.sandbox.clock import stopwatch
from emulator.settings import Settings
from emulator.vendors.call import Call

log = logging.getLogger("lms_emulator")


class Service(Protocol):
    """A service that serves calls. `name` stands in its journal entries; `refusals` are the exceptions by which it refuses a call."""

    name: str
    refusals: tuple[type[Exception], ...]

    async def serve(self, call: Call, receive: Receive) -> Reply:
        """Serve a call that succeeds; raises for every other one."""

    def refuse(self, call: Call, error: Exception) -> Reply:
        """The response for one of the service's `refusals` or for a `Trouble`, in the service's own format. Never raises."""

    def answered(self, call: Call, reply: Reply) -> None:
        """Called after the reply was sent and the journal entry was written."""


async def answer(
    service: Service,
    house: House,
    call: Call,
    scope: Scope,
    receive: Receive,
    send: Send,
    failed: Exception | None = None,
) -> None:
    """The life of a call from its first step to its entry in the journal. If it `failed` before, the service refuses it."""
    started, at, sandbox = stopwatch(), call.world.now(), call.world.sandbox.name
    caused = call.request.header(chain.NAME)
    if caused is None:
        reply = await _reply(service, house, call, receive, failed)
    else:
        with chain.within(chain.said(caused)):
            reply = await _reply(service, house, call, receive, failed)
    request_id = new_request_id(call) if house.recorder is None else ""
    headers = [*reply.raw_headers(), id_header(request_id), *hint_headers(call)]
    headers += evidence_headers(call, house.verified)
    exchange = Exchange(service.name, call, scope, reply, headers, started, at, reply.size)
    if call.injected is not None:
        headers += call.injected.headers()
    if house.recorder is not None:
        entry = await write_down_first(house.recorder, exchange)
        request_id = entry.request_id
    try:
        if call.injected is None:
            await send_reply(reply, scope, send, headers)
        else:
            await send_faulty(call, reply, scope, receive, send, headers)
    finally:
        if call.world.sandbox.name != sandbox:
            exchange.at = call.world.now()
        if house.recorder is not None:
            say_refused(entry, house.settings)
        elif call.journaled:
            say_refused(write_down(exchange, request_id), house.settings)
        _count(house, exchange, request_id)
    service.answered(call, reply)


async def _reply(service: Service, house: House, call: Call, receive: Receive, failed: Exception | None) -> Reply:
    """The service's reply, or its refusal if serving fails."""
    try:
        if failed is not None:
            raise failed
        reply = await service.serve(call, receive)
        await reply.open(call.request.method)
    except Unanswered:
        return Reply(0)
    except service.refusals as refusal:
        refused = partial(service.refuse, call, refusal)  # it looks for the operation that was meant
        return await house.database.run(call.world.sandbox.name, refused)
    except asyncio.CancelledError:
        if not house.worker.is_stopping:
            raise
        return replace(service.refuse(call, Trouble(503, STOPPING)), status=503)
    except Exception as error:
        trouble = trouble_of(error, house.database)
        if trouble.status == 500:
            log.exception("%s %s", call.request.method, call.request.path)
        return service.refuse(call, trouble)
    return reply


def _count(house: House, exchange: Exchange, request_id: str) -> None:
    """Count the call for the metrics, and record its span if spans are asked for."""
    call, name, status = exchange.call, exchange.name, exchange.reply.status
    operation = call.operation.id if call.operation is not None else ""
    took = stopwatch() - exchange.started
    house.counted.calls.count(name, operation, status, took * 1000)
    if house.spans is not None:
        attributes = {"http.request.method": call.request.method, "url.path": exchange.scope["path"]}
        attributes |= {"lms.vendor": name, "lms.operation": operation, "lms.request_id": request_id}
        title = f"{name} {operation or call.request.method}"
        house.spans.record(title, call.request.headers, attributes, status, took)


async def receive_body(call: Call, receive: Receive, settings: Settings, *, whole: bool = False) -> None:
    """Receive the body: all of it in memory, or a form's files streamed to a folder, unless `whole` asks for forms in memory too."""
    request = call.request
    if whole or request.media_type() != "multipart/form-data":
        request.body = await read_body(receive, settings.max_body_bytes)
        coding = request.header(b"content-encoding") if request.body else None
        if coding is not None:
            call.world.hint(f"the body is read as it came: its Content-Encoding {coding} is not undone")
        return
    folder = call.world.new_folder()
    reader = MultipartReader(request.header(b"content-type") or "", folder, settings.max_package_bytes)
    await reader.read(receive)
    request.form, request.uploads = reader.form, reader.uploads
