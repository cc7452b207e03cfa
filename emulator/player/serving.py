"""The player's paths. The launch's key in the path is the only credential.

GET  /launch/KEY              the page that plays the course
GET  /launch/KEY/WORD         where an exit leads: closer, blank, message
POST /launch/KEY/hacp         the commands of an AICC unit (emulator/player/hacp.py); GET too
POST /launch/KEY/start|commit|state|leave      the messages of the page (emulator/player/playing.py)
GET  /launch/KEY/returned     where a cmi5 unit returns to
GET  /launch/KEY/media        a media file in its own page; POST: its progress (emulator/player/media_page.py)
*    /launch/KEY/lrs/…        the LRS of a course whose vendor has none (emulator/player/course_lrs.py)
GET  /launch/static/NAME      the player's own files
GET  /content/KEY/PATH        a file of the course
"""

from collections.abc import Callable
from typing import Any

import orjson

from emulator.courseware.cmi import lone_surrogates
from emulator.courseware.package.package import Standard
from emulator.courseware.play import launches
from emulator.http import Reply
from emulator.light.records import dataclass
from emulator.pages.message import message_page, method_page
from emulator.player import (
    cmi5_launch,
    content,
    course_lrs,
    hacp,
    launch_page,
    left,
    media_page,
    playing,
    static,
    unit_address,
    xapi_launch,
)
from emulator.player.messages import (
    BadMessageError,
    CommitMessage,
    LeaveMessage,
    MediaMessage,
    StartMessage,
    StateMessage,
    read,
)
from emulator.player.opening import ClosedError, Opened, open_launch
from emulator.player.opening import content as course_content
from emulator.player.paths import CONTENT
from emulator.sandbox.world import World
from emulator.vendors.call import Call


@dataclass(frozen=True, slots=True)
class PlayerAnswer:
    """The reply, the id of the attempt that changed (or None), and whether the journal records the request."""

    reply: Reply
    changed: str | None = None
    journaled: bool = True


def serve(call: Call, base: str) -> PlayerAnswer:
    """Any path below the player's (paths.py); `base` is which of them, and the request's path lies below that."""
    request = call.request
    parts = request.path.strip("/").split("/")
    looks = request.method in ("GET", "HEAD")
    if base == CONTENT:
        return PlayerAnswer(_content(call) if looks else _looks_only(call), journaled=False)
    match parts:
        case ["static", name]:
            found = static.file(name, known=request.header(b"if-none-match")) if looks else _looks_only(call)
            return PlayerAnswer(found or _missing(), journaled=False)
        case [key] if key:
            return PlayerAnswer(_page(call, key) if looks else _looks_only(call))
        case [key, word] if word in (launches.CLOSER, launches.BLANK, launches.MESSAGE):
            return PlayerAnswer(left.page(call.world, key, word) if looks else _looks_only(call))
        case [_, cmi5_launch.RETURNED]:
            return PlayerAnswer(left.returned(call.world) if looks else _looks_only(call))
        case [key, media_page.MEDIA] if looks:
            return PlayerAnswer(_page(call, key, media_page.page))
        case [key, course_lrs.PART, *rest]:
            reply, changed = course_lrs.serve(call.world, call.request, key, "/".join(rest))
            return PlayerAnswer(reply, changed)
        case [key, unit_address.HACP]:
            return _hacp(call, key)
        case [key, what] if what in _TOLD:
            return _tell(call, key, what)
    return PlayerAnswer(_missing())


def _page(call: Call, key: str, show: Callable[[World, Opened], Reply] = launch_page.page) -> Reply:
    try:
        opened = open_launch(call.world, key)
        reply = show(call.world, opened)
    except ClosedError as closed:
        return message_page(closed.status, closed.title, closed.words)
    if call.request.method == "GET":
        launches.note_opened(call.world.work, opened.row, call.world.now())
    return reply


def _begin(call: Call, opened: Opened, body: bytes) -> playing.Told:
    document, changed = playing.begin(call.world, opened, read(StartMessage, body))
    return xapi_launch.opening(call.world, opened, document), changed


def _commit(call: Call, opened: Opened, body: bytes) -> playing.Told:
    message = read(CommitMessage, body)
    if xapi_launch.is_over(call.world, opened, message):
        return {"result": True, "kept": False, "over": True, **playing.progress(call.world, opened)}, False
    return playing.commit(call.world, opened, message)


def _media(call: Call, opened: Opened, body: bytes) -> playing.Told:
    return media_page.take(call.world, opened, read(MediaMessage, body))


def _state(call: Call, opened: Opened, body: bytes) -> playing.Told:
    return playing.keep_state(call.world, opened, read(StateMessage, body))


def _leave(call: Call, opened: Opened, body: bytes) -> playing.Told:
    read(LeaveMessage, body)
    return playing.leave(call.world, opened)


_TOLD: dict[str, Callable[[Call, Opened, bytes], playing.Told]] = {
    "start": _begin,
    "commit": _commit,
    "state": _state,
    "leave": _leave,
    media_page.MEDIA: _media,
}


def _hacp(call: Call, key: str) -> PlayerAnswer:
    if call.request.method not in ("GET", "POST"):
        return PlayerAnswer(method_page(call.request.method, "GET", "POST"))
    try:
        opened = open_launch(call.world, key)
    except ClosedError as closed:
        return PlayerAnswer(message_page(closed.status, closed.title, closed.words))
    if opened.package.standard is not Standard.AICC:
        return PlayerAnswer(_missing())
    reply, changed = hacp.answer(call.world, call.request, opened)
    return PlayerAnswer(reply, changed=opened.row["attempt_id"] if changed else None)


def _tell(call: Call, key: str, what: str) -> PlayerAnswer:
    if call.request.method != "POST":
        looked_at = ("GET", "HEAD") if what == media_page.MEDIA else ()
        return PlayerAnswer(method_page(call.request.method, *looked_at, "POST"))
    try:
        opened = open_launch(call.world, key)
        document, changed = _TOLD[what](call, opened, call.request.body)
    except BadMessageError as error:
        return PlayerAnswer(_json(400, {"result": False, "error": str(error)}))
    except playing.MessageRefusedError as refused:
        return PlayerAnswer(_json(refused.status, {"result": False, "error": refused.words}))
    except ClosedError as closed:
        return PlayerAnswer(_json(closed.status, {"result": False, "error": closed.words}))
    attempt_id = opened.row["attempt_id"] if changed else None
    return PlayerAnswer(_json(200, document), changed=attempt_id)


def _content(call: Call) -> Reply:
    key, _, path = call.request.path.lstrip("/").partition("/")
    found = course_content(call.world, key)
    if found is None:
        return Reply(404, b"There is no such launch.\n", "text/plain; charset=utf-8")
    known = call.request.header(b"if-none-match")
    return content.serve(
        found, path, wanted=call.request.header(b"range"), known=known, of=call.request.header(b"if-range")
    )


def _missing() -> Reply:
    return message_page(404, "Nothing is here", "This address leads to no course.")


def _looks_only(call: Call) -> Reply:
    return method_page(call.request.method, "GET", "HEAD")


def _json(status: int, document: dict[str, Any]) -> Reply:
    body = lone_surrogates.told(orjson.dumps(document))
    return Reply(status, body, "application/json", [("Cache-Control", "no-store")])
