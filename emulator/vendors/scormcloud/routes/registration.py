"""Registrations: their life, their progress and tags."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import deletion, instances, postbacks, registrations
from emulator.vendors.scormcloud.listing import Listing
from emulator.vendors.scormcloud.progress import Detail
from emulator.vendors.scormcloud.routing import routes
from emulator.vendors.scormcloud.tagged import registration_tags


@routes.operation("createRegistration")
def create_registration(call: Call, course_version: int | None, body: dict[str, Any]) -> None:
    registrations.create(call, body, course_version)


@routes.operation("getRegistration")
def registration_exists(call: Call, registration_id: str) -> None:
    registrations.find_row(call, registration_id)


@routes.operation("getRegistrationProgress")
def get_registration(
    call: Call,
    registration_id: str,
    include_child_results: bool,
    include_interactions_and_objectives: bool,
    include_runtime: bool,
) -> Row:
    detail = Detail(include_child_results, include_interactions_and_objectives, include_runtime)
    return registrations.find(call, registration_id, detail)


@routes.operation("getRegistrations")
def list_registrations(
    call: Call,
    page: Listing,
    course_id: str | None,
    learner_id: str | None,
    include_child_results: bool,
    include_interactions_and_objectives: bool,
    include_runtime: bool,
) -> dict[str, Any]:
    detail = Detail(include_child_results, include_interactions_and_objectives, include_runtime)
    return registrations.find_all(call, page, detail, course_id=course_id, learner_id=learner_id)


@routes.operation("getRegistrationInstances")
def list_instances(
    call: Call,
    registration_id: str,
    page: Listing,
    include_child_results: bool,
    include_interactions_and_objectives: bool,
    include_runtime: bool,
) -> dict[str, Any]:
    detail = Detail(include_child_results, include_interactions_and_objectives, include_runtime)
    return registrations.find_instances(call, registration_id, page, detail)


@routes.operation("createNewRegistrationInstance")
def create_instance(call: Call, registration_id: str) -> None:
    instances.create(call, registration_id)


@routes.operation("getRegistrationInstanceProgress")
def get_instance(
    call: Call,
    registration_id: str,
    instance_id: int,
    include_child_results: bool,
    include_interactions_and_objectives: bool,
    include_runtime: bool,
) -> Row:
    detail = Detail(include_child_results, include_interactions_and_objectives, include_runtime)
    return instances.find(call, registration_id, instance_id, detail)


@routes.operation("deleteRegistrationInstance")
def delete_instance(call: Call, registration_id: str, instance_id: int) -> None:
    instances.remove(call, registration_id, instance_id)


@routes.operation("deleteRegistrationProgress")
def delete_progress(call: Call, registration_id: str) -> None:
    instances.reset(call, registration_id)


@routes.operation("deleteRegistrationGlobalData")
def delete_global_data(call: Call, registration_id: str) -> None:
    instances.clear_global_data(call, registration_id)


@routes.operation("testRegistrationPostback")
def test_postback(call: Call, body: dict[str, Any]) -> None:
    postbacks.post_test(call, body)


@routes.operation("deleteRegistration")
def delete_registration(call: Call, registration_id: str) -> None:
    deletion.delete_registration(call, registration_id)


@routes.operation("getRegistrationTags")
def get_tags(call: Call, registration_id: str) -> dict[str, list[str]]:
    return registration_tags.find(call, registration_id)


@routes.operation("putRegistrationTags")
def put_tags(call: Call, registration_id: str, body: dict[str, Any]) -> None:
    registration_tags.replace(call, registration_id, body["tags"])


@routes.operation("deleteRegistrationTags")
def delete_tags(call: Call, registration_id: str, body: dict[str, Any]) -> None:
    registration_tags.remove(call, registration_id, body["tags"])


@routes.operation("putRegistrationTagsBatch")
def put_tags_batch(call: Call, body: dict[str, Any]) -> None:
    registration_tags.add_to_all(call, body)
