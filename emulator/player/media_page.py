"""The page of a single media file, in the browser's own elements: GET /launch/KEY/media. It reports progress by POST.

Inferred, as no vendor documents it: a PDF is completed when it is opened, a sound or a film when it has played to its end.
"""

from typing import Any
from urllib.parse import quote

from emulator.courseware.attempts import attempts, xapi_data
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.play import launches
from emulator.http import Reply
from emulator.pages.page import page_of
from emulator.player import static
from emulator.player.messages import MediaMessage
from emulator.player.opening import ClosedError, Opened
from emulator.sandbox.world import World
from emulator.store.rows import Row

MEDIA = "media"
_KINDS = ("audio", "video", "document")


def address(world: World, opened: Opened, activity: Activity) -> str:
    """The URL of the page, relative to the files of the course."""
    return f"../..{launches.PATH}/{quote(opened.key, safe='')}/{MEDIA}"


def page(world: World, opened: Opened) -> Reply:
    """The page. Raises `ClosedError` for a course that is not a media file."""
    activity = opened.package.root
    media = activity.detail.media
    if media is None or opened.package.standard is not Standard.MEDIA:
        raise ClosedError(404, "Nothing is here", "This address leads to no course.")
    kind = media.content_type.partition("/")[0]
    return page_of(
        "emulator.player/media.html",
        policy=None,  # the gate holds a course back where it has to be
        title=opened.row["options"].get("title") or activity.title,
        language=media.language,
        kind=kind if kind in _KINDS else "document",
        type=media.content_type,
        position=_position(world, opened),
        file=world.local_link(f"/content/{quote(opened.key, safe='')}/{activity.href}"),
        static=world.local_link(static.PATH),
    )


def take(world: World, opened: Opened, message: MediaMessage) -> tuple[dict[str, Any], bool]:
    """Record the page's progress report; progress never decreases, and the position goes back where the learner does."""
    sco = _sco(world, opened)
    if sco is None:
        return {"result": True, "kept": False}, False
    data: dict[str, str] = dict(sco["data"])
    data[xapi_data.PROGRESS] = repr(max(message.progress, xapi_data.progress_of(data) or 0.0))
    if message.completed:
        data |= {xapi_data.COMPLETION: xapi_data.COMPLETED, xapi_data.PROGRESS: "1.0"}
    if message.position is not None:
        data[xapi_data.POSITION] = repr(round(message.position, 2))
    if data == sco["data"]:
        return {"result": True, "kept": False}, False
    attempts.change_sco(world.work, sco, {"data": data})
    return {"result": True, "kept": True}, True


def _sco(world: World, opened: Opened) -> Row | None:
    if not opened.keeps or opened.package.standard is not Standard.MEDIA:
        return None
    assert opened.attempt is not None
    return attempts.find_sco(world.work, opened.attempt["id"], opened.package.root.identifier)


def _position(world: World, opened: Opened) -> float:
    """Where the learner left the file, in seconds; 0 at its end."""
    sco = _sco(world, opened)
    return float(xapi_data.number(sco["data"].get(xapi_data.POSITION)) or 0) if sco is not None else 0.0
