"""The page of a single media file, in the browser's own elements: GET /launch/KEY/media. It tells what became of it by POST.

Inferred, as no vendor says: a PDF is completed when it is opened, a sound or a film when it has played to its end.
"""

from html import escape
from typing import Any
from urllib.parse import quote

from emulator.courseware import attempts, launches, xapi_data
from emulator.courseware.package import Activity, Standard
from emulator.http import Reply
from emulator.page import HTML
from emulator.player import static
from emulator.player.messages import MediaMessage
from emulator.player.opening import ClosedError, Opened
from emulator.vendors.call import Call

MEDIA = "media"
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{static}/player.css">
<link rel="icon" href="data:,">
</head>
<body class="media" data-kind="{kind}">
{element}
<script src="{static}/media.js"></script>
</body>
</html>
"""
_ELEMENTS = {
    "audio": '<figure><figcaption>{title}</figcaption><audio id="media" src="{file}" controls></audio></figure>',
    "video": '<video id="media" src="{file}" controls playsinline></video>',
    "document": (
        '<object data="{file}" type="{type}"><p>This browser does not show such a file here. '
        '<a href="{file}" target="_blank" rel="noopener">Open it in a window of its own</a></p></object>'
    ),
}


def address(call: Call, opened: Opened, activity: Activity) -> str:
    """Where the page is, as seen from the files of the course."""
    return f"../..{launches.PATH}/{quote(opened.key, safe='')}/{MEDIA}"


def page(call: Call, opened: Opened) -> Reply:
    """The page. Raises `ClosedError` for a course that is no such file."""
    activity = opened.package.root
    media = activity.detail.media
    if media is None or opened.package.standard is not Standard.MEDIA:
        raise ClosedError(404, "Nothing is here", "This address leads to no course.")
    kind = media.content_type.partition("/")[0]
    kind = kind if kind in _ELEMENTS else "document"
    title = escape(opened.row["options"].get("title") or activity.title)
    file = call.local_link(f"/content/{quote(opened.key, safe='')}/{activity.href}")
    element = _ELEMENTS[kind].format(file=escape(file), type=escape(media.content_type), title=title)
    text = _PAGE.format(
        title=title,
        language=escape(media.language),
        kind=kind,
        element=element,
        static=escape(call.local_link(static.PATH)),
    )
    headers = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    return Reply(200, text.encode("utf-8", "replace"), HTML, headers)


def take(call: Call, opened: Opened, message: MediaMessage) -> tuple[dict[str, Any], bool]:
    """Take what the page tells: how far the learner has come, which never falls."""
    sco = None
    if opened.keeps and opened.package.standard is Standard.MEDIA:
        assert opened.attempt is not None
        sco = attempts.find_sco(call.store, opened.attempt["id"], opened.package.root.identifier)
    if sco is None:
        return {"result": True, "kept": False}, False
    data: dict[str, str] = dict(sco["data"])
    data[xapi_data.PROGRESS] = repr(max(message.progress, xapi_data.progress_of(data) or 0.0))
    if message.completed:
        data |= {xapi_data.COMPLETION: xapi_data.COMPLETED, xapi_data.PROGRESS: "1.0"}
    if data == sco["data"]:
        return {"result": True, "kept": False}, False
    attempts.change_sco(call.store, sco, {"data": data})
    return {"result": True, "kept": True}, True
