"""Launching a dispatch from another platform: whether it may be, and the registration that it is for.

Inferred throughout, from what the settings are called and what their documentation says they are for.
"""

import hashlib
from dataclasses import dataclass

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.dispatches import hashed_user_info
from emulator.vendors.scormcloud.registrations import instances, registrations
from emulator.vendors.scormcloud.tables import (
    ScormCloudApplication,
    ScormCloudDispatch,
    ScormCloudDispatchRegistration,
    ScormCloudRegistration,
)


@dataclass(frozen=True, slots=True)
class Learner:
    """Who launches, as the other platform names them: `name` is `Last, First` in SCORM 1.2."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a launch is not allowed: a word for programs, and a sentence for the learner."""

    reason: str
    words: str


DISABLED = Refusal("disabled", "This course has been turned off by its publisher.")
EXPIRED = Refusal("expired", "The time in which this course could be taken is over.")
CLOSED = Refusal("noNewRegistrations", "This course takes no new learners.")
FULL = Refusal("overCap", "This course has as many learners as its publisher allows.")


def by_key(call: Call, key: str) -> Row | None:
    """The dispatch whose pages have this key; its application becomes the caller."""
    row = call.store.get(ScormCloudDispatch, launch_key=key)
    if row is not None:
        call.principal = call.store.get(ScormCloudApplication, id=row["app_id"])
    return row


def known_as(call: Call, dispatch: Row, learner: Learner) -> Learner:
    """The learner as the application gets to know them: by a hash alone, if the dispatch says so."""
    if not hashed_user_info.is_hashed(call.store, dispatch):
        return learner
    return Learner(hashlib.sha256(learner.id.encode()).hexdigest(), "")


def refusal(call: Call, dispatch: Row, learner: Learner) -> Refusal | None:
    """Why this learner may not launch the dispatch now; None if they may. One with a registration goes on despite the cap."""
    expires, cap = dispatch["expiration_date"], dispatch["registration_cap"]
    if not dispatch["enabled"]:
        return DISABLED
    if expires is not None and call.now() >= expires:
        return EXPIRED
    if _registration(call, dispatch, learner) is not None:
        return None
    if not dispatch["allow_new_registrations"]:
        return CLOSED
    if cap and dispatch["registration_count"] >= cap:
        return FULL
    return None


def launch(call: Call, dispatch: Row, learner: Learner) -> Row:
    """The registration of a learner who may launch: the one they have, or a new one, which is counted."""
    row = _registration(call, dispatch, learner)
    if row is None:
        return _register(call, dispatch, learner)
    course = courses.find_row(call, dispatch["course_id"])
    if dispatch["instanced"] and row["course_version"] != course["version"]:
        instances.add(call, row)
    return row


def _registration(call: Call, dispatch: Row, learner: Learner) -> Row | None:
    key = {"app_id": dispatch["app_id"], "dispatch_id": dispatch["id"], "learner_id": learner.id}
    link = call.store.get(ScormCloudDispatchRegistration, **key)
    if link is None:
        return None
    return call.store.get(ScormCloudRegistration, app_id=dispatch["app_id"], id=link["registration_id"])


def _register(call: Call, dispatch: Row, learner: Learner) -> Row:
    registration_id = call.ids.uuid()
    last, _, first = (part.strip() for part in learner.name.partition(","))
    person = {"id": learner.id, "first_name": first or None, "last_name": last or None}
    body = {"registration_id": registration_id, "course_id": dispatch["course_id"], "learner": person}
    registrations.create(call, body, None)
    key = {"app_id": dispatch["app_id"], "dispatch_id": dispatch["id"], "learner_id": learner.id}
    call.store.delete(ScormCloudDispatchRegistration, **key)
    call.store.insert(ScormCloudDispatchRegistration, {**key, "registration_id": registration_id})
    counted = {"registration_count": dispatch["registration_count"] + 1}
    call.store.update(ScormCloudDispatch, {"app_id": dispatch["app_id"], "id": dispatch["id"]}, counted)
    return registrations.find_row(call, registration_id)
