"""The page that plays a course: its menu, and what the script needs to know."""

from html import escape
from typing import Any
from urllib.parse import quote

import orjson

from emulator.courseware import launches
from emulator.courseware.package import Activity
from emulator.courseware.sequencing import sequencing_of
from emulator.http import Reply
from emulator.page import HTML
from emulator.player import playing, static
from emulator.player.opening import Opened
from emulator.vendors.call import Call

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<link rel="stylesheet" href="{static}/player.css">
{css}<link rel="icon" href="data:,">
</head>
<body>
<header>
<h1 id="title">{title}</h1>
{badge}<span id="state" role="status"></span>
<nav id="steps" hidden>
<button id="previous" type="button">Previous</button>
<button id="next" type="button">Next</button>
</nav>
<button id="exit" type="button">Exit course</button>
</header>
<div id="stage">
<nav id="menu" aria-label="Contents" hidden></nav>
<main>
<section id="notice"><h2 id="notice-title">One moment …</h2><p id="notice-words">The course is being opened.</p>
<p><button id="notice-button" type="button" hidden></button></p></section>
<iframe id="content" title="{title}" allow="autoplay; fullscreen" hidden></iframe>
</main>
</div>
<script type="application/json" id="launch">{launch}</script>
{runtime}<script src="{static}/sequencer.js"></script>
<script src="{static}/prerequisites.js"></script>
<script src="{static}/manners.js"></script>
<script src="{static}/player.js"></script>
</body>
</html>
"""
_BADGES = {"review": "Review", "browse": "Preview", "normal": ""}


def page(call: Call, opened: Opened) -> Reply:
    """The page of a launch."""
    api = playing.api_of(opened.package.standard)
    place = call.local_link(static.PATH)
    badge, css = _BADGES[opened.row["mode"]], opened.row["options"].get("css")
    text = _PAGE.format(
        title=escape(opened.row["options"].get("title") or opened.package.title or "Course"),
        static=escape(place),
        css=f'<link rel="stylesheet" href="{escape(css)}">\n' if css else "",
        badge=f'<span id="mode">{badge}</span>\n' if badge else "",
        launch=_embedded(_configuration(call, opened)),
        runtime=f'<script src="{escape(place)}/{api}.min.js"></script>\n' if api else "",
    )
    headers = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    return Reply(200, text.encode("utf-8", "replace"), HTML, headers)


def _configuration(call: Call, opened: Opened) -> dict[str, Any]:
    key = quote(opened.key, safe="")
    return {
        "url": call.local_link(f"{launches.PATH}/{key}"),
        "content": call.local_link(f"/content/{key}/"),
        "mode": opened.row["mode"],
        "kept": opened.keeps,
        "startSco": opened.row["start_sco"],
        "page": opened.row["options"].get("page") or {},
        "items": [_item(child) for child in _top(opened.package.root)],
        "sequencing": sequencing_of(opened.package),
        "state": opened.attempt["sequencing"] if opened.attempt and opened.keeps else None,
        **playing.progress(call, opened),
    }


def _top(root: Activity) -> tuple[Activity, ...]:
    return root.children or (root,)


def _item(activity: Activity) -> dict[str, Any]:
    return {
        "id": activity.identifier,
        "title": activity.title,
        "href": activity.href,
        "visible": activity.visible,
        "prerequisites": activity.prerequisites,
        "hidden": list(activity.detail.hidden_controls),
        "children": [_item(child) for child in activity.children],
    }


def _embedded(document: dict[str, Any]) -> str:
    """JSON within a script element: nothing in it may end the element."""
    return orjson.dumps(document).decode().replace("<", "\\u003c")
