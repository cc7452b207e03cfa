"""Launching a dispatch from another platform: whether it is allowed, and the registration for it.

Inferred throughout, from the names and the documentation of the settings.
"""

import hashlib

from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.dispatches import hashed_user_info
from emulator.vendors.scormcloud.registrations import instances, registrations
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import (
    ScormCloudApplication,
    ScormCloudDispatch,
    ScormCloudDispatchRegistration,
    ScormCloudRegistration,
)


@dataclass(frozen=True, slots=True)
class DispatchLearner:
    """The learner as the other platform names them; `name` is `Last, First` in SCORM 1.2."""

    id: str
    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class DispatchRefusal:
    """Why a launch is not allowed: a code for programs, and a sentence for the learner."""

    reason: str
    words: str


DISABLED = DispatchRefusal("disabled", "This course has been turned off by its publisher.")
EXPIRED = DispatchRefusal("expired", "The time in which this course could be taken is over.")
CLOSED = DispatchRefusal("noNewRegistrations", "This course takes no new learners.")
FULL = DispatchRefusal("overCap", "This course has as many learners as its publisher allows.")


def by_key(world: World, key: str) -> Row | None:
    """The dispatch with this key in its pages' URLs, or None."""
    return world.work.get(ScormCloudDispatch, launch_key=key)


def world_of(world: World, dispatch: Row) -> World:
    """A world in which the dispatch's application acts."""
    return world.acting(world.work.get(ScormCloudApplication, id=dispatch["app_id"]))


def known_as(world: World, dispatch: Row, learner: DispatchLearner) -> DispatchLearner:
    """The learner as the application sees them: only a hash if the dispatch says so."""
    if not hashed_user_info.is_hashed(world.work, dispatch):
        return learner
    return DispatchLearner(hashlib.sha256(learner.id.encode()).hexdigest(), "")


def refusal(world: World, dispatch: Row, learner: DispatchLearner) -> DispatchRefusal | None:
    """Why this learner may not launch the dispatch now; None if they may. A learner with a registration may continue even if the cap is
    reached."""
    expires, cap = dispatch["expiration_date"], dispatch["registration_cap"]
    if not dispatch["enabled"]:
        return DISABLED
    if expires is not None and world.now() >= expires:
        return EXPIRED
    if _registration(world, dispatch, learner) is not None:
        return None
    if not dispatch["allow_new_registrations"]:
        return CLOSED
    if cap and dispatch["registration_count"] >= cap:
        return FULL
    return None


def launch(world: World, dispatch: Row, learner: DispatchLearner) -> Row:
    """The registration of a learner who may launch: the existing one, or a new one, which is counted."""
    row = _registration(world, dispatch, learner)
    if row is None:
        return _register(world, dispatch, learner)
    course = courses.find_row(world, dispatch["course_id"])
    if dispatch["instanced"] and row["course_version"] != course["version"]:
        instances.add(world, row)
    return row


def _registration(world: World, dispatch: Row, learner: DispatchLearner) -> Row | None:
    key = {"app_id": dispatch["app_id"], "dispatch_id": dispatch["id"], "learner_id": learner.id}
    link = world.work.get(ScormCloudDispatchRegistration, **key)
    if link is None:
        return None
    return world.work.get(ScormCloudRegistration, app_id=dispatch["app_id"], id=link["registration_id"])


def _register(world: World, dispatch: Row, learner: DispatchLearner) -> Row:
    registration_id = world.ids.uuid()
    last, _, first = (part.strip() for part in learner.name.partition(","))
    person = {"id": learner.id, "first_name": first or None, "last_name": last or None, "email": learner.email}
    body: Row = {"registration_id": registration_id, "course_id": dispatch["course_id"], "learner": person}
    registrations.create(world, body, None)
    key = {"app_id": dispatch["app_id"], "dispatch_id": dispatch["id"], "learner_id": learner.id}
    world.work.delete(ScormCloudDispatchRegistration, **key)
    world.work.insert(ScormCloudDispatchRegistration, {**key, "registration_id": registration_id})
    counted = {"registration_count": dispatch["registration_count"] + 1}
    world.work.update(ScormCloudDispatch, {"app_id": dispatch["app_id"], "id": dispatch["id"]}, counted)
    return registrations.find_row(world, registration_id)
