"""Destinations."""

from datetime import timedelta

from sqlalchemy import and_, bindparam, func, select

from emulator.sandbox.world import World
from emulator.store.parts import having
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.errors import BadRequest, DestinationAlreadyExists, DestinationNotFound
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudDestination, ScormCloudDispatch
from emulator.vendors.scormcloud.wire.listing import Listed, Listing
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

_DESTINATION, _DISPATCH = ScormCloudDestination.__table__, ScormCloudDispatch.__table__
_LISTED = Listed(
    source=_DESTINATION,
    columns=tuple(_DESTINATION.c),
    app_id=_DESTINATION.c.app_id,
    number=_DESTINATION.c.number,
    orders={"created": _DESTINATION.c.created, "updated": _DESTINATION.c.updated},
    filters={"destination_id": _DESTINATION.c.id, "destination_name": _DESTINATION.c.name},
    id=_DESTINATION.c.id,
    tagged=tags.DESTINATION,
)
_OF_COURSE = Listed(
    source=_DESTINATION.join(
        _DISPATCH,
        and_(_DISPATCH.c.app_id == _DESTINATION.c.app_id, _DISPATCH.c.destination_id == _DESTINATION.c.id),
    ),
    columns=_LISTED.columns,
    app_id=_LISTED.app_id,
    number=_LISTED.number,
    orders=_LISTED.orders,
    equal={"course_id": _DISPATCH.c.course_id},
    filters=_LISTED.filters,
    id=_LISTED.id,
    tagged=_LISTED.tagged,
)
_COUNT = Statement(
    select(func.count(ScormCloudDispatch.number)).where(
        ScormCloudDispatch.app_id == bindparam("app_id"),
        ScormCloudDispatch.destination_id == bindparam("destination_id"),
    )
)

COUNT_KEPT = timedelta(hours=24)  # documented of the list's dispatch counts
MEMBERS = ("name", "email", "notes", "launch_auth", "lti13_data")
NO_EFFECT = {
    "launch_auth": "launchAuth is kept, and has no effect",
}


def create_all(world: World, body: Row) -> None:
    """Create destinations, all or none. 400 for one without id or name, or whose id is in use."""
    if not body.get("destinations"):
        raise BadRequest(why="body.destinations: must name at least one")
    for index, entry in enumerate(body["destinations"]):
        where = f"body.destinations[{index}]"
        if not entry.get("id"):
            raise BadRequest(why=f"{where}.id: is required")
        if world.work.get(ScormCloudDestination, app_id=world.actor["id"], id=entry["id"]):
            raise DestinationAlreadyExists("setDestination changes one", destination_id=entry["id"])
        _create(world, entry["id"], entry.get("data") or Row(), f"{where}.data")


def put(world: World, destination_id: str, given: Row) -> None:
    """Create a destination, which needs a name, or change the given members (documented: null changes nothing)."""
    row = world.work.get(ScormCloudDestination, app_id=world.actor["id"], id=destination_id)
    if row is None:
        _create(world, destination_id, given, "body")
        return
    if given.get("name") == "":
        raise BadRequest(why="body.name: must not be empty")
    changes: Row = {**_members(world, given), "updated": to_milliseconds(world.now())}
    world.work.update(ScormCloudDestination, {"app_id": row["app_id"], "id": destination_id}, changes)
    if given.get("tags") is not None:
        tags.check(given["tags"], "body.tags")
        tags.replace(world.work, row["app_id"], tags.DESTINATION, destination_id, given["tags"])


def find_row(world: World, destination_id: str) -> Row:
    """The row of a destination. 404 if there is none."""
    row = world.work.get(ScormCloudDestination, app_id=world.actor["id"], id=destination_id)
    if row is None:
        raise DestinationNotFound(destination_id=destination_id)
    return row


def find(world: World, destination_id: str, *, count: bool) -> Row:
    """A destination as the API shows it, with an up-to-date count (documented)."""
    row = find_row(world, destination_id)
    return _shown(world, row, _fresh_count(world, row) if count else None)


def find_all(world: World, listing: Listing, *, course_id: str | None, count: bool) -> Row:
    """A page of destinations, or of those of one course; counts may be a day old (documented)."""
    rows, more = _OF_COURSE.page(world, listing, course_id=course_id) if course_id else _LISTED.page(world, listing)
    counts = [_kept_count(world, row) if count else None for row in rows]
    tags.read_ahead(world.work, world.actor["id"], tags.DESTINATION, [row["id"] for row in rows])
    shown = [{"id": row["id"], "data": _shown(world, row, counted)} for row, counted in zip(rows, counts, strict=True)]
    return {"destinations": shown, "more": more}


def _create(world: World, destination_id: str, given: Row, where: str) -> None:
    if not given.get("name"):
        raise BadRequest(why=f"{where}.name: is required")
    tags.check(given.get("tags") or (), f"{where}.tags")
    now = to_milliseconds(world.now())
    app_id = world.actor["id"]
    world.work.insert(
        ScormCloudDestination,
        {
            **dict.fromkeys(MEMBERS),
            **_members(world, given),
            "app_id": app_id,
            "id": destination_id,
            "number": world.ids.number("scormcloud.destination"),
            "hash_user_info": False,
            "launch_key": world.ids.token(),
            "created": now,
            "updated": now,
        },
    )
    tags.add(world.work, app_id, tags.DESTINATION, destination_id, given.get("tags") or ())


def _members(world: World, given: Row) -> Row:
    """The members of a request that are stored; `created` and `updated` are ignored (documented)."""
    members = having(given, MEMBERS)
    for name, words in NO_EFFECT.items():
        if name in members:
            world.hint(words)
    if "launch_auth" in members:
        members["launch_auth"] = {"type": "cookies", **members["launch_auth"]}
    return members


def _shown(world: World, row: Row, count: int | None) -> Row:
    return {**row, "dispatch_count": count, "tags": tags.of(world.work, row["app_id"], tags.DESTINATION, row["id"])}


def _fresh_count(world: World, row: Row) -> int:
    key = {"app_id": row["app_id"], "destination_id": row["id"]}
    count: int = world.work.kept_value(_COUNT, **key)
    kept = {"dispatch_count": count, "dispatch_count_at": world.now()}
    world.work.update(ScormCloudDestination, {"app_id": row["app_id"], "id": row["id"]}, kept)
    return count


def _kept_count(world: World, row: Row) -> int:
    counted = row["dispatch_count_at"]
    if counted is None or not timedelta() <= world.now() - counted < COUNT_KEPT:  # negative after a clock was set back
        return _fresh_count(world, row)
    world.hint(f"dispatchCount of {row['id']} was counted at {counted:%Y-%m-%dT%H:%M:%SZ}; getDestination counts anew")
    count: int = row["dispatch_count"]
    return count
