"""The subjects of attempts at SCORM Cloud: instances of registrations; the latest of each, unless another is requested."""

from collections.abc import Mapping

from sqlalchemy import and_

from emulator.courseware.play.launches import Launch
from emulator.sandbox.world import World
from emulator.store.listed import in_order
from emulator.vendors.scormcloud.launching import playing
from emulator.vendors.scormcloud.registrations import instances
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import (
    ScormCloudApplication,
    ScormCloudCourseVersion,
    ScormCloudInstance,
    ScormCloudRegistration,
)
from emulator.vendors.subject import Subject, SubjectSearch

_R, _I, _V = ScormCloudRegistration.__table__, ScormCloudInstance.__table__, ScormCloudCourseVersion.__table__
_INSTANCES = and_(_I.c.app_id == _R.c.app_id, _I.c.registration_id == _R.c.id)
_VERSIONS = and_(_V.c.app_id == _I.c.app_id, _V.c.course_id == _I.c.course_id, _V.c.version == _I.c.course_version)
_SEARCH = SubjectSearch[Row](
    _R.join(_I, _INSTANCES).join(_V, _VERSIONS),
    (
        _I.c.app_id,
        _I.c.registration_id,
        _I.c.instance,
        _I.c.course_id,
        _I.c.attempt_id,
        _R.c.learner_id,
        _R.c.learner_first_name,
        _R.c.learner_last_name,
        _V.c.title,
        _R.c.number,
    ),
    {
        "application": _I.c.app_id,
        "registration": _I.c.registration_id,
        "instance": _I.c.instance,
        "course": _I.c.course_id,
        "learner": _R.c.learner_id,
        "attempt": _I.c.attempt_id,
    },
    (_R.c.app_id, _R.c.created, _R.c.number),
    walk=in_order(_R, (_I, _INSTANCES), (_V, _VERSIONS)),
    unless=(_I.c.instance == _R.c.instance, ("instance", "attempt")),
)


def find(world: World, wanted: Mapping[str, str], limit: int) -> list[Subject]:
    """The matching registrations of each application, the oldest first."""
    return [_subject(row) for row in _SEARCH.rows(world.work, wanted, limit)]


def launch(world: World, subject: Subject) -> Launch:
    """How the player opens the instance; its attempt is created if it has none."""
    keys = subject.keys
    world = world.acting(world.work.get(ScormCloudApplication, id=keys["application"]))
    registration = world.work.get(ScormCloudRegistration, app_id=keys["application"], id=keys["registration"])
    assert registration is not None
    return playing.launch_of(world, registration, instances.find_row(world, registration, int(keys["instance"])), {})


def _subject(row: Row) -> Subject:
    keys = {
        "application": row["app_id"],
        "registration": row["registration_id"],
        "instance": str(row["instance"]),
        "course": row["course_id"],
    }
    learner = instances.learner_of(row)
    return Subject(playing.NAME, "registration", keys, learner, row["title"], row["attempt_id"])
