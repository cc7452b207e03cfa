"""The rules of applications: what the App Management application of their realm may do with them."""

from typing import Any

from sqlalchemy import bindparam, func, select

from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.errors import ApplicationNotFound, BadRequest
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


def add(call: Call, app_id: str, name: str, managed_by: str | None) -> None:
    """An application, managed by another or, if by none, the one that manages others. It has no secret yet."""
    now = to_milliseconds(call.now())
    call.store.insert(
        ScormCloudApplication,
        {
            "id": app_id,
            "number": call.ids.number("scormcloud.application"),
            "name": name,
            "management": managed_by is None,
            "managed_by": managed_by,
            "allow_delete": True,
            "token_key": call.ids.token(),
            "created": now,
            "updated": now,
        },
    )


def create(call: Call, name: str | None) -> Row:
    """A new application in the caller's realm, with an id of the vendor's making (documented). Names need not differ (inferred)."""
    if not name:
        raise BadRequest(why="body.name: is required")
    app_id = _new_id(call)
    add(call, app_id, name, call.principal["id"])
    return {"id": app_id, "name": name}


def find_row(call: Call, app_id: str) -> Row:
    """The row of an application of the caller's realm, which the caller itself is not (documented). `ApplicationNotFound` if it is none."""
    row = call.store.get(ScormCloudApplication, id=app_id, managed_by=call.principal["id"])
    if row is None:
        raise ApplicationNotFound(app_id=app_id)
    return row


def find(call: Call, app_id: str, *, courses: bool, registrations: bool) -> Row:
    """An application as it is shown, with the counts that are asked for."""
    return _shown(call, find_row(call, app_id), courses=courses, registrations=registrations)


def find_all(call: Call, listing: Listing, *, courses: bool, registrations: bool) -> dict[str, Any]:
    """A page of the realm's applications."""
    if courses or registrations:
        call.hint(FRESH)
    rows, more = _LISTED.page(call, listing)
    shown = [_shown(call, row, courses=courses, registrations=registrations) for row in rows]
    return {"applications": shown, "more": more}


def find_names(call: Call) -> dict[str, list[Row]]:
    """Every application of the realm by id and name, the oldest first (inferred)."""
    return {"applications": call.store.all(_ALL, manager=call.principal["id"])}


def update(call: Call, app_id: str, body: dict[str, Any]) -> None:
    """Change the name or whether the application may delete; what is left out stays."""
    find_row(call, app_id)
    if body.get("name") == "":
        raise BadRequest(why="body.name: must not be empty")
    changes = {name: body[name] for name in ("name", "allow_delete") if body.get(name) is not None}
    call.store.update(ScormCloudApplication, {"id": app_id}, {**changes, "updated": to_milliseconds(call.now())})


def _shown(call: Call, row: Row, *, courses: bool, registrations: bool) -> Row:
    """Registrations are counted within the billing period (documented), here the calendar month of the sandbox's clock (inferred)."""
    month = call.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return {
        "id": row["id"],
        "name": row["name"],
        "create_date": row["created"],
        "update_date": row["updated"],
        "allow_delete": row["allow_delete"],
        "course_count": call.store.value(_COURSES, app_id=row["id"]) if courses else None,
        "registration_count": call.store.value(_REGISTRATIONS, app_id=row["id"], since=month)
        if registrations
        else None,
    }


def _new_id(call: Call) -> str:
    """Ten upper-case letters and digits, as a sample in the vendor's guide has them (recorded)."""
    value = int.from_bytes(call.ids.bytes(8, "scormcloud.app_id"))
    return "".join(ALPHABET[value // 36**place % 36] for place in range(10))
