"""Postbacks: posting a registration's progress, or the end of an import, to a client's URL."""

from base64 import b64encode
from urllib.parse import urlencode

import orjson

from emulator.jobs.delivery import Parcel, start_delivery
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.configuration.post_back import hint_at_legacy
from emulator.vendors.scormcloud.errors import BadRequest
from emulator.vendors.scormcloud.registrations import progress
from emulator.vendors.scormcloud.registrations.postback_target import FORM, HTTPBASIC, completed, target_of
from emulator.vendors.scormcloud.registrations.progress import ProgressDetail
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.wire.writing import JSON, writer_of

TRIES = 70  # documented
MEDIA = {FORM: "application/x-www-form-urlencoded; charset=UTF-8", HTTPBASIC: "application/json; charset=UTF-8"}
DETAILS = {
    "COURSE": ProgressDetail(),
    "ACTIVITY": ProgressDetail(children=True),
    "FULL": ProgressDetail(children=True, interactions_and_objectives=True, runtime=True),
}
DUMMY: Row = {
    "id": "test-registration",
    "instance": 0,
    "registration_completion": "COMPLETED",
    "registration_completion_amount": 1.0,
    "registration_success": "PASSED",
    "score": {"scaled": 100.0},
    "total_seconds_tracked": 60.0,
    "course": {"id": "test-course", "title": "Test course", "version": 0},
    "learner": {"id": "test-learner", "first_name": "Test", "last_name": "Learner"},
    "tags": [],
    "global_objectives": [],
    "shared_data": [],
}
"""Inferred: documented is only that the data are those of a registration."""
DUMMY_ROOT: Row = {
    "id": "test-activity",
    "title": "Test course",
    "attempts": 1,
    "activity_completion": "COMPLETED",
    "activity_success": "PASSED",
    "score": {"scaled": 100.0},
    "time_tracked": "0000:01:00",
    "completion_amount": {"scaled": 1.0},
    "suspended": False,
    "children": [],
}


def post_registration(world: World, registration: Row, instance: Row) -> None:
    """Post the current progress of an instance, if it has a postback."""
    wanted = target_of(world, registration, instance)
    if wanted is None:
        return
    shown = progress.shown(world, registration, instance, DETAILS[wanted["results_format"]])
    _start(world, _parcel(wanted, shown, registration["id"], TRIES))


def post_test(world: World, post_back: Row) -> None:
    """Post dummy data once (documented). 400 without a URL (inferred)."""
    wanted = completed(post_back)
    if wanted is None:
        raise BadRequest(why="body.url: is required")
    hint_at_legacy(world, post_back)
    shown: Row = {**DUMMY, "created_date": world.now(), "updated": world.now(), "activity_details": DUMMY_ROOT}
    _start(world, _parcel(wanted, shown, "test", 1))


def post_import(sandbox: Sandbox, work: UnitOfWork, url: str, status: Row) -> str:
    """Post the end of an import, as getImportJobStatus shows it (inferred). Returns the id of the delivery job."""
    body = orjson.dumps(writer_of("ImportJobResultSchema").document("ImportJobResultSchema", status)).decode()
    about = f"import {status['job_id']}"
    return start_delivery(sandbox, work, Parcel("scormcloud", about, url, {"Content-Type": JSON}, body, TRIES))


def _parcel(wanted: Row, shown: Row, about: str, tries: int) -> Parcel:
    data = orjson.dumps(writer_of("RegistrationSchema").document("RegistrationSchema", shown)).decode()
    headers = {"Content-Type": MEDIA[wanted["auth_type"]]}
    user, password = wanted.get("user_name"), wanted.get("password")
    if wanted["auth_type"] == FORM:
        fields = {"data": data, "userName": user, "password": password}
        data = urlencode({name: value for name, value in fields.items() if value is not None})
    elif user and password:
        headers["Authorization"] = "Basic " + b64encode(f"{user}:{password}".encode()).decode()
    return Parcel("scormcloud", f"registration {about}", wanted["url"], headers, data, tries)


def _start(world: World, parcel: Parcel) -> None:
    world.started_jobs.append(start_delivery(world.sandbox, world.work, parcel))
