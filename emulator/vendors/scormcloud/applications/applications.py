"""Applications, as the App Management application of their realm manages them."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.store.parts import having
from emulator.vendors.scormcloud.errors import ApplicationNotFound, BadRequest
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudCourse, ScormCloudRegistration
from emulator.vendors.scormcloud.wire.listing import Listed, Listing
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FRESH = "the counts are those of this moment; the vendor's list may show them as they were up to 24 hours ago"

_APP = ScormCloudApplication.__table__.c
_LISTED = Listed(
    source=ScormCloudApplication.__table__,
    columns=tuple(_APP),
    app_id=_APP.managed_by,
    number=_APP.number,
    orders={"created": _APP.created, "updated": _APP.updated, "app_id": _APP.id, "name": _APP.name},
    filters={"app_id": _APP.id, "name": _APP.name},
)
_ALL = Statement(
    select(ScormCloudApplication.id, ScormCloudApplication.name)
    .where(ScormCloudApplication.managed_by == bindparam("manager"))
    .order_by(ScormCloudApplication.number)
)
_COURSES = Statement(
    select(func.count(ScormCloudCourse.number)).where(ScormCloudCourse.app_id == bindparam("app_id")),
)
_REGISTRATIONS = Statement(
    select(func.count(ScormCloudRegistration.number)).where(
        ScormCloudRegistration.app_id == bindparam("app_id"),
        ScormCloudRegistration.created >= bindparam("since", type_=ScormCloudRegistration.created.type),
    )
)


def add(world: World, app_id: str, name: str, managed_by: str | None) -> None:
    """Create an application without a secret. It is managed by `managed_by`; without one, it manages others."""
    now = to_milliseconds(world.now())
    world.work.insert(
        ScormCloudApplication,
        {
            "id": app_id,
            "number": world.ids.number("scormcloud.application"),
            "name": name,
            "management": managed_by is None,
            "managed_by": managed_by,
            "allow_delete": True,
            "token_key": world.ids.token(),
            "created": now,
            "updated": now,
        },
    )


def create(world: World, name: str | None) -> Row:
    """A new application in the caller's realm, with a generated id (documented). Several may have the same name (inferred)."""
    if not name:
        raise BadRequest(why="body.name: is required")
    app_id = _new_id(world)
    add(world, app_id, name, world.actor["id"])
    return {"id": app_id, "name": name}


def find_row(world: World, app_id: str) -> Row:
    """The row of an application of the caller's realm, other than the caller (documented). Raises `ApplicationNotFound` otherwise."""
    row = world.work.get(ScormCloudApplication, id=app_id, managed_by=world.actor["id"])
    if row is None:
        raise ApplicationNotFound(app_id=app_id)
    return row


def find(world: World, app_id: str, *, courses: bool, registrations: bool) -> Row:
    """An application as the API shows it, with the requested counts."""
    return _shown(world, find_row(world, app_id), courses=courses, registrations=registrations)


def find_all(world: World, listing: Listing, *, courses: bool, registrations: bool) -> Row:
    """A page of the realm's applications."""
    if courses or registrations:
        world.hint(FRESH)
    rows, more = _LISTED.page(world, listing)
    keys = [{"app_id": row["id"]} for row in rows]
    if courses:
        world.work.read_ahead(_COURSES, keys, keep=True)
    if registrations:
        world.work.read_ahead(_REGISTRATIONS, keys, keep=True, since=_month(world))
    shown = [_shown(world, row, courses=courses, registrations=registrations) for row in rows]
    return {"applications": shown, "more": more}


def find_names(world: World) -> dict[str, list[Row]]:
    """Every application of the realm by id and name, the oldest first (inferred)."""
    return {"applications": world.work.all(_ALL, manager=world.actor["id"])}


def update(world: World, app_id: str, body: Row) -> None:
    """Change the name, or the permission to delete; members that are left out do not change."""
    find_row(world, app_id)
    if body.get("name") == "":
        raise BadRequest(why="body.name: must not be empty")
    changes = having(body, ("name", "allow_delete"))
    world.work.update(ScormCloudApplication, {"id": app_id}, {**changes, "updated": to_milliseconds(world.now())})


def _shown(world: World, row: Row, *, courses: bool, registrations: bool) -> Row:
    """An application with the requested counts. Registrations are counted within the billing period (documented), here the calendar month
    of the sandbox's clock (inferred)."""
    return {
        "id": row["id"],
        "name": row["name"],
        "create_date": row["created"],
        "update_date": row["updated"],
        "allow_delete": row["allow_delete"],
        "course_count": world.work.value(_COURSES, app_id=row["id"]) if courses else None,
        "registration_count": world.work.value(_REGISTRATIONS, app_id=row["id"], since=_month(world))
        if registrations
        else None,
    }


def _new_id(world: World) -> str:
    """Ten upper-case letters and digits, as a sample in the vendor's guide has them (recorded)."""
    value = int.from_bytes(world.ids.bytes(8, "scormcloud.app_id"))
    return "".join(ALPHABET[value // 36**place % 36] for place in range(10))


def _month(world: World) -> datetime:
    """The beginning of the billing period by the sandbox's clock."""
    return world.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
