"""Dispatches: a course at a destination. Each pair has one at most."""

from typing import Any

from sqlalchemy import and_

from emulator.sandbox.world import World
from emulator.store.parts import having, part
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration import post_back
from emulator.vendors.scormcloud.configuration.configuration import DISPATCH, SettingPlace
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.dispatches import destinations, dispatch_deletion
from emulator.vendors.scormcloud.errors import (
    BadRequest,
    DispatchAlreadyExists,
    DispatchNotFound,
    FilterRequired,
)
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudCourse, ScormCloudDestination, ScormCloudDispatch
from emulator.vendors.scormcloud.wire.listing import Listed, Listing
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

_D, _N, _C = ScormCloudDispatch.__table__, ScormCloudDestination.__table__, ScormCloudCourse.__table__
LISTED = Listed(
    source=_D.join(_N, and_(_N.c.app_id == _D.c.app_id, _N.c.id == _D.c.destination_id)).join(
        _C, and_(_C.c.app_id == _D.c.app_id, _C.c.id == _D.c.course_id)
    ),
    columns=(*_D.c, _N.c.name.label("destination_name"), _C.c.title.label("course_title")),
    app_id=_D.c.app_id,
    number=_D.c.number,
    orders={"created": _D.c.created, "updated": _D.c.updated},
    equal={
        "course_id": _D.c.course_id,
        "destination_id": _D.c.destination_id,
        "enabled": _D.c.enabled,
    },
    filters={"dispatch_id": _D.c.id, "course_title": _C.c.title, "destination_name": _N.c.name},
    id=_D.c.id,
    tagged=tags.DISPATCH,
)

DEFAULTS = {
    "allow_new_registrations": True,
    "instanced": True,
    "registration_cap": 0,  # unlimited (documented)
    "expiration_date": None,
    "enabled": True,
    "email": None,
    "notes": None,
}


def create_all(world: World, body: Row) -> None:
    """Create dispatches, all or none. A pair of course and destination that has a dispatch keeps it, and it is changed.

    400 for such a pair if a dispatch id is given (documented), for an id in use, and for an unknown course or destination.
    """
    if not body.get("dispatches"):
        raise BadRequest(why="body.dispatches: must name at least one")
    for index, entry in enumerate(body["dispatches"]):
        _create_or_modify(world, entry.get("id"), entry["data"], f"body.dispatches[{index}].data")


def find_row(world: World, dispatch_id: str) -> Row:
    """The row of a dispatch. 404 if there is none."""
    row = world.work.get(ScormCloudDispatch, app_id=world.actor["id"], id=dispatch_id)
    if row is None:
        raise DispatchNotFound(dispatch_id=dispatch_id)
    return row


def find(world: World, dispatch_id: str) -> Row:
    """A dispatch as the API shows it."""
    row = find_row(world, dispatch_id)
    titles: Row = {
        "destination_name": destinations.find_row(world, row["destination_id"])["name"],
        "course_title": courses.find_row(world, row["course_id"])["title"],
    }
    return _shown(world, {**row, **titles})


def find_all(
    world: World,
    listing: Listing,
    *,
    course_id: str | None,
    is_enabled: bool | None,
    destination_id: str | None = None,
) -> Row:
    """A page of dispatches; 404 for an unknown destination."""
    if destination_id is not None:
        destinations.find_row(world, destination_id)
    rows, more = LISTED.page(
        world, listing, course_id=course_id or None, enabled=is_enabled, destination_id=destination_id
    )
    tags.read_ahead(world.work, world.actor["id"], tags.DISPATCH, [row["id"] for row in rows])
    return {"dispatches": [{"id": row["id"], "data": _shown(world, row)} for row in rows], "more": more}


def change(world: World, dispatch_id: str, given: Row) -> None:
    """Change the given members of a dispatch (documented: null changes nothing)."""
    _change(world, find_row(world, dispatch_id), given)


def change_all(world: World, listing: Listing, course_id: str | None, given: Row) -> None:
    """Change every dispatch that passes the filters; X-Total-Count has their number."""
    for row in _chosen(world, listing, course_id):
        _change(world, row, given)


def delete_all(world: World, listing: Listing, course_id: str | None) -> None:
    """Delete every dispatch that passes the filters; X-Total-Count has their number."""
    ids = [row["id"] for row in _chosen(world, listing, course_id)]
    dispatch_deletion.delete(world.work, world.actor["id"], ids)


def enabled(world: World, dispatch_id: str) -> dict[str, bool]:
    """True if a dispatch is enabled."""
    return {"enabled": find_row(world, dispatch_id)["enabled"]}


def switch(world: World, dispatch_id: str, body: Row) -> None:
    """Enable or disable a dispatch."""
    _change(world, find_row(world, dispatch_id), {"enabled": wanted(body)})


def switch_destination(world: World, destination_id: str, member: str, body: Row) -> None:
    """Set `enabled` or `instanced` of every dispatch to a destination."""
    row = destinations.find_row(world, destination_id)
    changes = {member: wanted(body), "updated": to_milliseconds(world.now())}
    key = {"app_id": row["app_id"], "destination_id": destination_id}
    world.work.update(ScormCloudDispatch, key, changes)


def forget_post_back(world: World, dispatch_id: str) -> None:
    """Clear the postback of a dispatch, if it has one."""
    row = find_row(world, dispatch_id)
    post_back.clear(world, row["app_id"], SettingPlace(DISPATCH, dispatch_id))
    changes: Row = {"updated": to_milliseconds(world.now())}
    world.work.update(ScormCloudDispatch, {"app_id": row["app_id"], "id": dispatch_id}, changes)


def wanted(body: Row) -> bool:
    """EnabledSchema.enabled; 400 without it (inferred)."""
    if body.get("enabled") is None:
        raise BadRequest(why="body.enabled: is required")
    return bool(body["enabled"])


def _create_or_modify(world: World, dispatch_id: str | None, data: Row, where: str) -> None:
    app_id = world.actor["id"]
    pair: dict[str, Any] = {"destination_id": data["destination_id"], "course_id": data["course_id"]}
    if dispatch_id == "":
        raise BadRequest(why=f"{where.removesuffix('.data')}.id: must not be empty")
    tags.check(data.get("tags") or (), f"{where}.tags")
    destinations.find_row(world, pair["destination_id"])
    courses.find_row(world, pair["course_id"])
    row = world.work.get(ScormCloudDispatch, app_id=app_id, **pair)
    if row is None and dispatch_id is not None:
        taken = world.work.get(ScormCloudDispatch, app_id=app_id, id=dispatch_id)
        if taken is not None:
            raise DispatchAlreadyExists("updateDispatch changes one", dispatch_id=dispatch_id, **_pair(taken))
    elif row is not None and dispatch_id is not None:
        raise DispatchAlreadyExists(
            "without an id the dispatch of the pair is modified", dispatch_id=row["id"], **_pair(row)
        )
    if row is None:
        dispatch_id = dispatch_id or world.ids.uuid()
        _create(world, {"app_id": app_id, "id": dispatch_id, **part(data, ("destination_id", "course_id"))}, data)
    else:
        dispatch_id = row["id"]
        _change(world, row, data)
    if data.get("tags") is not None:
        tags.replace(world.work, app_id, tags.DISPATCH, dispatch_id, data["tags"])


def _create(world: World, key: dict[str, Any], given: Row) -> None:
    now = to_milliseconds(world.now())
    world.work.insert(
        ScormCloudDispatch,
        {
            **DEFAULTS,
            "registration_count": 0,
            **_members(given),
            **key,
            "number": world.ids.number("scormcloud.dispatch"),
            "launch_key": world.ids.token(),
            "lti_secret": world.ids.token(),
            "created": now,
            "updated": now,
        },
    )
    post_back.put(world, key["app_id"], SettingPlace(DISPATCH, key["id"]), given.get("post_back"))


def _change(world: World, row: Row, given: Row) -> None:
    changes: Row = {**_members(given), "updated": to_milliseconds(world.now())}
    world.work.update(ScormCloudDispatch, {"app_id": row["app_id"], "id": row["id"]}, changes)
    post_back.put(world, row["app_id"], SettingPlace(DISPATCH, row["id"]), given.get("post_back"))


def _members(given: Row) -> Row:
    """The members of a request that are stored; null counts as absent (documented)."""
    return having(given, (*DEFAULTS, "registration_count"))


def _chosen(world: World, listing: Listing, course_id: str | None) -> list[Row]:
    filters = (course_id, listing.since, listing.until, listing.tags, listing.filter)
    if not any(filters):
        raise FilterRequired("a since before the first dispatch chooses all of them")
    rows = LISTED.every(world, listing, course_id=course_id or None)
    world.header("X-Total-Count", str(len(rows)))
    return rows


def _shown(world: World, row: Row) -> Row:
    return {**row, "tags": tags.of(world.work, row["app_id"], tags.DISPATCH, row["id"])}


def _pair(row: Row) -> Row:
    return part(row, ("destination_id", "course_id"))
