"""The player's part of the app: one call on one of its paths, from its body to its journal entry."""

import logging

import orjson

from emulator.house import House
from emulator.http import BodyBrokenError, BodyTooLargeError, Receive, Reply, Scope, Send, read_body, send_reply
from emulator.journaling import hint_headers, write_down
from emulator.pages.message import message_page
from emulator.player.serving import Answer, serve
from emulator.sandbox.clock import stopwatch
from emulator.sandbox.sandbox import SandboxGoneError
from emulator.store.failing import why_unwritable
from emulator.vendors.call import Call

NAME = "player"  # whose entries they are in the journal

log = logging.getLogger("lms_emulator")


async def play(house: House, call: Call, scope: Scope, receive: Receive, send: Send) -> None:
    """Serve a call, send the reply, and close its journal entry; the files of a course and the player's own are not written down."""
    started, at = stopwatch(), call.world.now()
    try:
        answer = await _answer(house, call, receive)
    except BodyTooLargeError:
        answer = Answer(_refusal(413, "the message is larger than this emulator accepts"))
    except BodyBrokenError as broken:
        answer = Answer(_refusal(400, str(broken)))
    except SandboxGoneError as gone:
        answer = Answer(_refusal(410, str(gone)))
    except Exception as error:  # noqa: BLE001 - logged by _excuse
        answer = Answer(_excuse(house, call, error))
    reply = answer.reply
    headers = reply.raw_headers() + hint_headers(call)
    size = reply.size
    await send_reply(reply, headers, scope, send)
    if answer.journaled:
        write_down(NAME, call, scope, reply, headers, size, at, started)


async def _answer(house: House, call: Call, receive: Receive) -> Answer:
    assert call.page is not None
    call.request.body = await read_body(receive, house.settings.max_body_bytes)
    with call.world.work:
        answer = serve(call, call.page)
        if answer.changed is not None:
            house.attempt_changed(call.world, answer.changed)
    await house.committed(call.world)
    return answer


def _excuse(house: House, call: Call, error: Exception) -> Reply:
    if why_unwritable(error) is None:
        log.exception("%s %s", call.request.method, call.request.path)
        return message_page(500, "A defect of lms-emulator", "Its log has the details.")
    reason = house.database.failed(error).reason
    if call.request.method == "GET":
        return message_page(507, "Nothing can be kept", f"The emulator says: {reason}.")
    return _refusal(507, f"nothing can be kept: {reason}")


def _refusal(status: int, words: str) -> Reply:
    return Reply(status, orjson.dumps({"result": False, "error": words}), "application/json")
