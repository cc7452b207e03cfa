"""The page that plays a course: its menu, and the data for its script."""

from typing import Any
from urllib.parse import quote

from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Activity
from emulator.courseware.play import launches
from emulator.courseware.sequencing.sequencing import sequencing_of
from emulator.http import Reply
from emulator.pages.page import page_of
from emulator.player import playing, static
from emulator.player.opening import Opened
from emulator.sandbox.world import World

_BADGES = {"review": "Review", "browse": "Preview", "normal": ""}


def page(world: World, opened: Opened) -> Reply:
    """The page of a launch."""
    options = opened.row["options"]
    return page_of(
        "emulator.player/launch.html",
        policy=None,  # the gate holds a course back where it has to be
        title=options.get("title") or opened.package.title or "Course",
        static=world.local_link(static.PATH),
        css=options.get("css"),
        badge=_BADGES[opened.row["mode"]],
        launch=_configuration(world, opened),
        runtime=playing.api_of(opened.package.standard),
    )


def _configuration(world: World, opened: Opened) -> dict[str, Any]:
    key = quote(opened.key, safe="")
    return {
        "url": world.local_link(f"{launches.PATH}/{key}"),
        "content": world.local_link(f"/content/{key}/"),
        "mode": opened.row["mode"],
        "kept": opened.keeps,
        "startSco": opened.row["start_sco"],
        "page": opened.row["options"].get("page") or {},
        "items": [_item(child) for child in _top(opened.package.root)],
        "sequencing": sequencing_of(opened.package),
        "state": opened.attempt["sequencing"] if opened.attempt and opened.keeps else None,
        "apart": _played_apart(world, opened),
        **playing.progress(world, opened),
    }


def _played_apart(world: World, opened: Opened) -> list[dict[str, Any]]:
    """The SCOs that were played without this page since it kept where the sequencing stands, in that order, each with its data and run."""
    if opened.attempt is None or not opened.keeps or not opened.attempt["played_apart"]:
        return []
    data = {sco["sco_id"]: sco["data"] for sco in attempts.scos(world.work, opened.attempt["id"])}
    played = attempts.played_apart(opened.attempt)
    return [{"sco": sco, "values": data[sco], "run": run} for sco, run in played.items() if sco in data]


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
