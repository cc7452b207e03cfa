"""xAPI statements of courses and registrations: those in the application's LRS that name one of their registrations."""

from collections.abc import Iterator

from emulator.lrs.lrs_call import Caller, LrsCall
from emulator.lrs.statements import finding
from emulator.lrs.statements.finding import Query
from emulator.lrs.statements.references import LABEL, REGISTRATION, key_of
from emulator.sandbox.world import World
from emulator.store import json_text
from emulator.store.json_text import JsonObject
from emulator.store.tables import to_microseconds
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.registrations import instances, registrations
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudCourse, ScormCloudInstance, ScormCloudRegistration
from emulator.vendors.scormcloud.wire.listing import PAGE, Listing, token_of

# the vendor's types for objects, by objectType
OBJECTS = {
    "Activity": "objectActivity",
    "Agent": "objectAgentGroup",
    "Group": "objectAgentGroup",
    "StatementRef": "objectStatementReference",
    "SubStatement": "objectSubStatement",
}


def labels_of(lrs_call: LrsCall, statement: JsonObject) -> Iterator[str]:
    """The labels by which the lists of this module find a statement. They are numbers, because a deleted object's id can be used again."""
    xapi_id = statement.get("context", {}).get("registration")
    key = {"app_id": lrs_call.lrs, "xapi_registration_id": xapi_id and xapi_id.lower()}
    instance = lrs_call.world.work.get(ScormCloudInstance, **key) if xapi_id else None
    if instance is None:
        return
    row = lrs_call.world.work.get(ScormCloudRegistration, app_id=lrs_call.lrs, id=instance["registration_id"])
    course = lrs_call.world.work.get(ScormCloudCourse, app_id=lrs_call.lrs, id=instance["course_id"])
    if row is not None and course is not None:
        yield _registration(row)
        yield _learner(row["learner_id"])
        yield _course(course, None)
        yield _course(course, instance["course_version"])


def of_course(world: World, course_id: str, version: int | None, page: Listing, learner_id: str | None) -> Row:
    """A page of the statements of a course or one of its versions, optionally of one learner. 404 if it does not exist."""
    course = courses.find_row(world, course_id)
    if version is not None:
        courses.version_row(world, course_id, version)
    labels = [_course(course, version), *([_learner(learner_id)] if learner_id else [])]
    return _page(world, page, *(key_of(course["app_id"], LABEL, label) for label in labels))


def of_registration(world: World, registration_id: str, instance: int | None, page: Listing) -> Row:
    """A page of the statements of a registration or one instance of it. 404 if it does not exist."""
    row = registrations.find_row(world, registration_id)
    if instance is None:
        return _page(world, page, key_of(row["app_id"], LABEL, _registration(row)))
    xapi_id = instances.find_row(world, row, instance)["xapi_registration_id"]
    return _page(world, page, key_of(row["app_id"], REGISTRATION, xapi_id))


def _page(world: World, listing: Listing, *keys: int) -> Row:
    after = listing.after and (to_microseconds(listing.after[0]), listing.after[1])  # type: ignore[arg-type]
    # an LRS takes `since` as later than, the vendor as not earlier than
    query = Query(
        keys,
        since=to_microseconds(listing.since) - 1 if listing.since else None,
        until=to_microseconds(listing.until) if listing.until else None,
        limit=PAGE,
        after=after,
    )
    lrs_call = LrsCall(world, world.actor["id"], "", Caller("lrs", {}), {})
    rows, more = finding.find_page(lrs_call, query)
    shown = [_shown("XapiStatement", json_text.read_whole(row["document"])) for row in rows]
    return {"statements": shown, "more": token_of(listing, rows[-1]["stored"], rows[-1]["number"]) if more else None}


def _shown(schema_name: str, value: JsonObject) -> JsonObject:
    """A statement, or a part of it, with the members of a vendor's type."""
    if schema_name == "XapiStatement":
        about = value["object"]
        value = {**value, OBJECTS[about.get("objectType", "Activity")]: about}
    if schema_name == "XapiAgentGroup":
        value = {"objectType": "Agent", **value}
    row: JsonObject = {}
    for field in contract.schemas[schema_name].fields:
        found = value.get(field.name)
        if found is not None and field.schema is not None:
            nested = field.schema
            found = [_shown(nested, each) for each in found] if field.list else _shown(nested, found)
        row[field.key] = found
    return row


def _registration(row: Row) -> str:
    return f"registration {row['number']}"


def _learner(learner_id: str) -> str:
    return f"learner {learner_id}"


def _course(course: Row, version: int | None) -> str:
    return f"course {course['number']}" + ("" if version is None else f" version {version}")
