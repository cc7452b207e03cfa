"""The SCORM Cloud section of a seed document: what belongs to the application EMULATOR01, and further applications with the same lists.

    {"courses": [{"id": "C1"}], "registrations": [{"registrationId": "R1", "courseId": "C1", "learner": {"id": "L1"}}],
     "applications": [{"id": "SHOP", "secrets": ["s"], "courses": […]}]}

A registration is what createRegistration takes, with `courseVersion` beside it if it is for a version other than the latest, and `scos`
if the learner has begun (`attempts.py`). It is posted to its `postBack` then, as after a launch.
"""

from collections.abc import Callable
from typing import Any, cast

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.access import credentials
from emulator.vendors.scormcloud.registrations import registrations
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.seed import applications, attempts, courses, entries, forms, sharing
from emulator.vendors.scormcloud.seed.people import with_learner
from emulator.vendors.scormcloud.tables import ScormCloudApplication


def create(world: World, document: Any) -> None:
    """Create what the section describes. Raises `InputProblem` with the path of the invalid value."""
    if not isinstance(document, dict):
        raise InputProblem("scormcloud", "must be an object")
    known = [*LISTS, "applications"]
    for name in document:
        if name not in known:
            raise InputProblem(f"scormcloud.{name}", f"is not known; {', '.join(known)} are")
    own = world.acting(world.work.get(ScormCloudApplication, id=credentials.APP))
    if own.actor is None:
        raise InputProblem("scormcloud", f"the application {credentials.APP} was deleted")
    _create_lists(own, document, "scormcloud")
    for entry, where in entries.listed(document, "applications", "scormcloud"):
        if not isinstance(entry, dict):
            raise InputProblem(where, "must be an object")
        plain = {name: value for name, value in entry.items() if name not in LISTS}
        _create_lists(world.acting(applications.create(world, plain, where)), entry, where)


def _create_lists(world: World, section: dict[str, Any], where: str) -> None:
    for name, create_one in LISTS.items():
        for entry, inside in entries.listed(section, name, where):
            create_one(world, entry, inside)


def _create_registration(world: World, entry: Any, where: str) -> None:
    body = entries.read(forms.REGISTRATION, with_learner(world, entry, where), where)
    version, scos = body.pop("course_version", None), body.pop("scos", None)
    with entries.refusing(where):
        registrations.create(world, cast(Row, body), version)
        if scos is not None:
            attempts.create(world, body["registration_id"], scos, f"{where}.scos")


LISTS: dict[str, Callable[[World, Any, str], None]] = {
    "courses": courses.create,
    "registrations": _create_registration,
    "destinations": sharing.create_destination,
    "dispatches": sharing.create_dispatch,
    "invitations": sharing.create_invitation,
}
"""The lists of an application, in the order in which they are created."""
