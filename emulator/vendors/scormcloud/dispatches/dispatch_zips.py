"""The zip files of dispatches, named TITLE_DESTINATION_dispatch_ID.zip in lower case (recorded of the engine)."""

import re
from collections.abc import Mapping

from emulator.courseware.package.zipping import zip_of
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.dispatches import destinations, dispatch_package, dispatches
from emulator.vendors.scormcloud.errors import BadRequest
from emulator.vendors.scormcloud.wire.listing import Listing

_OTHER = re.compile(r"[^a-z0-9-]+")
_LONGEST_PART = 60  # so that three of them fit into a file name on every file system


def of_dispatch(world: World, dispatch_id: str, css_url: str | None) -> bytes:
    """The package of a dispatch."""
    _check(css_url)
    row = dispatches.find_row(world, dispatch_id)
    title = courses.find_row(world, row["course_id"])["title"]
    name = destinations.find_row(world, row["destination_id"])["name"]
    _attach(world, _file_name(title, name, "dispatch", row["id"]))
    return dispatch_package.build(world, row, title, css_url or None)


def of_destination(world: World, destination_id: str, css_url: str | None, tags: list[str] | None) -> bytes:
    """A zip with the packages of all dispatches to a destination, or of those with one of the tags."""
    _check(css_url)
    destination = destinations.find_row(world, destination_id)
    listing = Listing(operation="", query={}, tags=tuple(dict.fromkeys(tags or ())))
    content: dict[str, bytes] = {}
    rows = dispatches.LISTED.every(world, listing, destination_id=destination_id)
    for row in sorted(rows, key=lambda row: int(row["number"])):
        wanted = _file_name(row["course_title"], destination["name"], "dispatch", row["id"])
        content[_free(wanted, content)] = dispatch_package.build(world, row, row["course_title"], css_url or None)
    _attach(world, _file_name(destination["name"], "dispatches"))
    return zip_of(content)


def _check(css_url: str | None) -> None:
    if css_url and not css_url.startswith(("http://", "https://")):
        raise BadRequest(why="cssUrl: must be an http or https URL")


def _file_name(*parts: str) -> str:
    words = (_OTHER.sub("_", part.lower()).strip("_")[:_LONGEST_PART] for part in parts)
    return "_".join(word for word in words if word) + ".zip"


def _free(name: str, taken: Mapping[str, bytes]) -> str:
    """The name, with a number if another dispatch has the same."""
    stem, number, free = name.removesuffix(".zip"), 1, name
    while free in taken:
        number += 1
        free = f"{stem}_{number}.zip"
    return free


def _attach(world: World, name: str) -> None:
    world.header("Content-Disposition", f'attachment; filename="{name}"')
