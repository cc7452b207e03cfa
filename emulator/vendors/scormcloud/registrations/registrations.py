"""Registrations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, func

from emulator.sandbox.world import World
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration import configuration, post_back
from emulator.vendors.scormcloud.configuration.configuration import SettingPlace, SettingScope
from emulator.vendors.scormcloud.configuration.setting import REGISTRATION
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.errors import BadRequest, RegistrationAlreadyExists, RegistrationNotFound
from emulator.vendors.scormcloud.registrations import course_removal, progress
from emulator.vendors.scormcloud.registrations.progress import ProgressDetail
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudCourseVersion, ScormCloudInstance, ScormCloudRegistration
from emulator.vendors.scormcloud.wire.listing import Listed, Listing
from emulator.vendors.scormcloud.wire.writing import to_seconds, writer_of

_R, _V, _I = ScormCloudRegistration.__table__, ScormCloudCourseVersion.__table__, ScormCloudInstance.__table__
_LISTED = Listed(
    source=_R.join(
        _V, and_(_V.c.app_id == _R.c.app_id, _V.c.course_id == _R.c.course_id, _V.c.version == _R.c.course_version)
    ),
    columns=tuple(_R.c),
    app_id=_R.c.app_id,
    number=_R.c.number,
    orders={
        "created": _R.c.created,
        "updated": _R.c.updated,
        "course_title": _V.c.title,
        "learner_first_name": func.coalesce(_R.c.learner_first_name, ""),
        "learner_last_name": func.coalesce(_R.c.learner_last_name, ""),
    },
    equal={"course_id": _R.c.course_id, "learner_id": _R.c.learner_id},
    filters={
        "course_title": _V.c.title,
        "learner_first_name": _R.c.learner_first_name,
        "learner_last_name": _R.c.learner_last_name,
        "registration_id": _R.c.id,
    },
    id=_R.c.id,
    tagged=tags.REGISTRATION,
)
_INSTANCES = Listed(
    source=_I,
    columns=tuple(_I.c),
    app_id=_I.c.app_id,
    number=_I.c.instance,
    orders={"created": _I.c.created},
    equal={"registration_id": _I.c.registration_id},
)

STILL_THERE = "its course was deleted, and the registration goes a moment later by the sandbox's clock; deleteRegistration removes it now"


def create(world: World, body: Row, course_version: int | None) -> None:
    """A new registration of a learner for a course: for its latest version, unless another is named. 404 for an unknown course or version
    (recorded for the course), 400 for an id in use (recorded)."""
    app_id = world.actor["id"]
    _check(world, body)
    course = courses.find_row(world, body["course_id"])
    version = course["version"] if course_version is None else course_version
    courses.version_row(world, course["id"], version)
    taken = world.work.get(ScormCloudRegistration, app_id=app_id, id=body["registration_id"])
    if taken is not None:
        gone = course_removal.is_under_way(world.work, app_id, taken["course_id"])
        raise RegistrationAlreadyExists(STILL_THERE if gone else None, registration_id=taken["id"])
    _store(world, app_id, body, version)
    own = SettingPlace(REGISTRATION, body["registration_id"])
    post_back.put(world, app_id, own, body.get("post_back"))
    configuration.change(
        world, SettingScope(app_id, (own,)), body.get("initial_settings") or Row(), "body.initialSettings"
    )
    tags.add(world.work, app_id, tags.REGISTRATION, body["registration_id"], body.get("registration_tags") or ())
    tags.add(world.work, app_id, tags.COURSE, course["id"], body.get("course_tags") or ())
    tags.add(world.work, app_id, tags.LEARNER, body["learner"]["id"], body.get("learner_tags") or ())


def find_row(world: World, registration_id: str) -> Row:
    """The row of a registration. 404 if there is none."""
    row = world.work.get(ScormCloudRegistration, app_id=world.actor["id"], id=registration_id)
    if row is None:
        raise RegistrationNotFound(registration_id=registration_id)
    return row


def find(world: World, registration_id: str, detail: ProgressDetail) -> Row:
    """The progress of a registration: that of its latest instance."""
    row = find_row(world, registration_id)
    return progress.shown(world, row, latest_instance(world, row), detail)


def find_all(
    world: World, listing: Listing, detail: ProgressDetail, *, course_id: str | None, learner_id: str | None
) -> Row:
    """A page of registrations; empty for an unknown course or learner (recorded)."""
    rows, more = _LISTED.page(world, listing, course_id=course_id or None, learner_id=learner_id or None)
    read_latest_ahead(world, rows)
    shown = [progress.shown(world, row, latest_instance(world, row), detail) for row in rows]
    return {"registrations": shown, "more": more}


def find_instances(world: World, registration_id: str, listing: Listing, detail: ProgressDetail) -> Row:
    """A page of a registration's instances, the latest first (inferred)."""
    row = find_row(world, registration_id)
    instances, more = _INSTANCES.page(world, listing, registration_id=registration_id)
    progress.read_ahead(world, [(row, instance) for instance in instances])
    return {"registrations": [progress.shown(world, row, instance, detail) for instance in instances], "more": more}


def _check(world: World, body: Row) -> None:
    for name, value in (
        ("registrationId", body["registration_id"]),
        ("courseId", body["course_id"]),
        ("learner.id", body["learner"]["id"]),
    ):
        if not value:
            raise BadRequest(why=f"body.{name}: must not be empty")
    tags.check(body.get("registration_tags") or (), "body.registrationTags")
    tags.check(body.get("course_tags") or (), "body.courseTags")
    tags.check(body.get("learner_tags") or (), "body.learnerTags")
    if body.get("xapi_registration_id"):
        try:
            UUID(body["xapi_registration_id"])
        except ValueError:
            raise BadRequest(why="body.xapiRegistrationId: must be a UUID") from None


def _store(world: World, app_id: str, body: Row, version: int) -> None:
    now = to_seconds(world.now())
    given = body.get("xapi_registration_id")
    state = body.get("initial_registration_state")
    shared = {
        "app_id": app_id,
        "course_id": body["course_id"],
        "course_version": version,
        "created": now,
        "updated": now,
    }
    learner = {f"learner_{name}": body["learner"].get(name) for name in ("id", "email", "first_name", "last_name")}
    world.work.insert(
        ScormCloudRegistration,
        {
            **shared,
            **learner,
            "id": body["registration_id"],
            "number": world.ids.number("scormcloud.registration"),
            "instance": 0,
        },
    )
    world.work.insert(
        ScormCloudInstance,
        {
            **shared,
            "registration_id": body["registration_id"],
            "instance": 0,
            "xapi_registration_id": str(UUID(given)) if given else world.ids.uuid(),
            "attempt_id": None,
            "state": writer_of("RegistrationSchema").document("RegistrationSchema", state) if state else None,
        },
    )


def latest_instance(world: World, row: Row) -> Row:
    """The row of a registration's latest instance, which is shown and launched."""
    key = {"app_id": row["app_id"], "registration_id": row["id"], "instance": row["instance"]}
    found = world.work.get(ScormCloudInstance, **key)
    assert found is not None
    return found


def read_latest_ahead(world: World, rows: Sequence[Row]) -> None:
    """Read the rows for showing many registrations at once: the latest instance of each, and its progress."""
    keys = ({"registration_id": row["id"], "instance": row["instance"]} for row in rows)
    world.work.read_ahead(ScormCloudInstance, keys, app_id=world.actor["id"])
    progress.read_ahead(world, [(row, latest_instance(world, row)) for row in rows])
