"""Learners. They exist only in registrations (documented), so a learner is the set of their registrations."""

from typing import cast

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.parts import value_of
from emulator.vendors.scormcloud.errors import BadRequest, LearnerNotFound
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudRegistration

_REGISTRATIONS = Statement(
    select(ScormCloudRegistration.id, ScormCloudRegistration.learner_email).where(
        ScormCloudRegistration.app_id == bindparam("app_id"),
        ScormCloudRegistration.learner_id == bindparam("learner_id"),
    )
)
_ONE = Statement(_REGISTRATIONS.core.limit(1))


def check(world: World, learner_id: str) -> None:
    """Raise 404 if no registration has the learner."""
    if world.work.one(_ONE, app_id=world.actor["id"], learner_id=learner_id) is None:
        raise LearnerNotFound(learner_id=learner_id)


def registrations(world: World, learner_id: str) -> list[Row]:
    """The ids of a learner's registrations, and the e-mail addresses in them. 404 if there are none."""
    rows = world.work.all(_REGISTRATIONS, app_id=world.actor["id"], learner_id=learner_id)
    if not rows:
        raise LearnerNotFound(learner_id=learner_id)
    return rows


def update(world: World, learner_id: str, body: Row) -> None:
    """Change the learner's data in all registrations. Members that are left out stay, empty ones become empty (documented).

    Documented: it happens a moment later; here it happens at once (inferred).
    """
    check(world, learner_id)
    if body["id"] != learner_id:
        raise BadRequest(why="body.id: must be the learner's id", hint="whether this could change the id is not known")
    names = ("email", "first_name", "last_name")
    changes = cast(Row, {f"learner_{name}": value_of(body, name) for name in names if name in body})
    world.work.update(ScormCloudRegistration, {"app_id": world.actor["id"], "learner_id": learner_id}, changes)
