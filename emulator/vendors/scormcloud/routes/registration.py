"""Registrations: their life, their progress and tags."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.deletion import deletion
from emulator.vendors.scormcloud.registrations import instances, postbacks, registrations
from emulator.vendors.scormcloud.registrations.progress import ProgressDetail
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tagged import registration_tags
from emulator.vendors.scormcloud.wire.listing import Listing


@router.post("/registrations", status_code=204)
def create_registration(world: World, course_version: int | None, body: Row) -> None:
    registrations.create(world, body, course_version)


@router.head("/registrations/{registrationId}", status_code=200)
def get_registration(world: World, registration_id: str) -> None:
    registrations.find_row(world, registration_id)


@router.get("/registrations/{registrationId}", status_code=200)
def get_registration_progress(
    world: World,
    registration_id: str,
    include_child_results: bool,
    include_interactions_and_objectives: bool,
    include_runtime: bool,
) -> Row:
    detail = ProgressDetail(include_child_results, include_interactions_and_objectives, include_runtime)
    return registrations.find(world, registration_id, detail)


@router.get("/registrations", status_code=200)
def get_registrations(
    world: World,
    page: Listing,
    course_id: str | None,
    learner_id: str | None,
    include_child_results: bool,
    include_interactions_and_objectives: bool,
    include_runtime: bool,
) -> Row:
    detail = ProgressDetail(include_child_results, include_interactions_and_objectives, include_runtime)
    return registrations.find_all(world, page, detail, course_id=course_id, learner_id=learner_id)


@router.get("/registrations/{registrationId}/instances", status_code=200)
def get_registration_instances(
    world: World,
    registration_id: str,
    page: Listing,
    include_child_results: bool,
    include_interactions_and_objectives: bool,
    include_runtime: bool,
) -> Row:
    detail = ProgressDetail(include_child_results, include_interactions_and_objectives, include_runtime)
    return registrations.find_instances(world, registration_id, page, detail)


@router.post("/registrations/{registrationId}/instances", status_code=204)
def create_new_registration_instance(world: World, registration_id: str) -> None:
    instances.create(world, registration_id)


@router.get("/registrations/{registrationId}/instances/{instanceId}", status_code=200)
def get_registration_instance_progress(
    world: World,
    registration_id: str,
    instance_id: int,
    include_child_results: bool,
    include_interactions_and_objectives: bool,
    include_runtime: bool,
) -> Row:
    detail = ProgressDetail(include_child_results, include_interactions_and_objectives, include_runtime)
    return instances.find(world, registration_id, instance_id, detail)


@router.delete("/registrations/{registrationId}/instances/{instanceId}", status_code=204)
def delete_registration_instance(world: World, registration_id: str, instance_id: int) -> None:
    deletion.delete_instance(world, registration_id, instance_id)


@router.delete("/registrations/{registrationId}/progress", status_code=204)
def delete_registration_progress(world: World, registration_id: str) -> None:
    instances.reset(world, registration_id)


@router.delete("/registrations/{registrationId}/globalData", status_code=204)
def delete_registration_global_data(world: World, registration_id: str) -> None:
    instances.clear_global_data(world, registration_id)


@router.post("/registrations/postBackTest", status_code=204)
def test_registration_postback(world: World, body: Row) -> None:
    postbacks.post_test(world, body)


@router.delete("/registrations/{registrationId}", status_code=204)
def delete_registration(world: World, registration_id: str) -> None:
    deletion.delete_registration(world, registration_id)


@router.get("/registrations/{registrationId}/tags", status_code=200)
def get_registration_tags(world: World, registration_id: str) -> dict[str, list[str]]:
    return registration_tags.find(world, registration_id)


@router.put("/registrations/{registrationId}/tags", status_code=204)
def put_registration_tags(world: World, registration_id: str, body: Row) -> None:
    registration_tags.replace(world, registration_id, body["tags"])


@router.delete("/registrations/{registrationId}/tags", status_code=204)
def delete_registration_tags(world: World, registration_id: str, body: Row) -> None:
    registration_tags.remove(world, registration_id, body["tags"])


@router.put("/registrations/tags", status_code=204)
def put_registration_tags_batch(world: World, body: Row) -> None:
    registration_tags.add_to_all(world, body)
