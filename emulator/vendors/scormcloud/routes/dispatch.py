"""Dispatch: destinations, the dispatches to them, their packages and LTI settings."""

from emulator.sandbox.world import World
from emulator.vendors.router import before
from emulator.vendors.scormcloud.dispatches import (
    destinations,
    dispatch_counts,
    dispatch_deletion,
    dispatch_zips,
    dispatches,
    hashed_user_info,
)
from emulator.vendors.scormcloud.lti import launches, tool
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tagged import destination_tags, dispatch_tags
from emulator.vendors.scormcloud.wire.listing import Listing


@router.post("/dispatch/destinations", status_code=200)
def create_destinations(world: World, body: Row) -> None:
    destinations.create_all(world, body)


@router.put("/dispatch/destinations/{destinationId}", status_code=204)
def set_destination(world: World, destination_id: str, body: Row) -> None:
    destinations.put(world, destination_id, body)


@router.get("/dispatch/destinations/{destinationId}", status_code=200)
def get_destination(world: World, destination_id: str, include_dispatch_count: bool) -> Row:
    return destinations.find(world, destination_id, count=include_dispatch_count)


@router.get("/dispatch/destinations", status_code=200)
def get_destinations(world: World, page: Listing, course_id: str | None, include_dispatch_count: bool) -> Row:
    return destinations.find_all(world, page, course_id=course_id, count=include_dispatch_count)


@router.delete("/dispatch/destinations/{destinationId}", status_code=204)
def delete_destination(world: World, destination_id: str) -> None:
    dispatch_deletion.delete_destination(world, destination_id)


@router.get("/dispatch/destinations/{destinationId}/tags", status_code=200)
def get_destination_tags(world: World, destination_id: str) -> dict[str, list[str]]:
    return destination_tags.find(world, destination_id)


@router.put("/dispatch/destinations/{destinationId}/tags", status_code=204)
def put_destination_tags(world: World, destination_id: str, body: Row) -> None:
    destination_tags.replace(world, destination_id, body["tags"])


@router.delete("/dispatch/destinations/{destinationId}/tags", status_code=204)
def delete_destination_tags(world: World, destination_id: str, body: Row) -> None:
    destination_tags.remove(world, destination_id, body["tags"])


@router.put("/dispatch/destinations/tags", status_code=204)
def put_destination_tags_batch(world: World, body: Row) -> None:
    destination_tags.add_to_all(world, body)


@router.get("/dispatch/destinations/{destinationId}/dispatches", status_code=200)
def get_destination_dispatches(
    world: World, destination_id: str, page: Listing, course_id: str | None, is_enabled: bool | None
) -> Row:
    return dispatches.find_all(world, page, course_id=course_id, is_enabled=is_enabled, destination_id=destination_id)


@router.delete("/dispatch/destinations/{destinationId}/dispatches", status_code=204)
def delete_destination_dispatches(world: World, destination_id: str) -> None:
    dispatch_deletion.delete_dispatches_of_destination(world, destination_id)


@router.post("/dispatch/destinations/{destinationId}/dispatches/enabled", status_code=204)
def set_destination_dispatch_enabled(world: World, destination_id: str, body: Row) -> None:
    dispatches.switch_destination(world, destination_id, "enabled", body)


@router.post("/dispatch/destinations/{destinationId}/dispatches/registrationInstancing", status_code=204)
def enable_registration_instancing(world: World, destination_id: str, body: Row) -> None:
    dispatches.switch_destination(world, destination_id, "instanced", body)


@router.get("/dispatch/destinations/{destinationId}/dispatches/hashUserInfo", status_code=200)
def get_destination_hash_user_info(world: World, destination_id: str) -> dict[str, bool]:
    return hashed_user_info.of_destination(world, destination_id)


@router.put("/dispatch/destinations/{destinationId}/dispatches/hashUserInfo", status_code=204)
def update_destination_hash_user_info(world: World, destination_id: str, body: Row) -> None:
    hashed_user_info.switch_destination(world, destination_id, body)


@router.get("/dispatch/destinations/{destinationId}/dispatches/registrationCount", status_code=200)
def get_destination_dispatch_registration_count(world: World, destination_id: str) -> dict[str, int]:
    return dispatch_counts.of_destination(world, destination_id)


@router.delete("/dispatch/destinations/{destinationId}/dispatches/registrationCount", status_code=204)
def reset_destination_dispatch_registration_count(world: World, destination_id: str) -> None:
    dispatch_counts.reset_destination(world, destination_id)


@router.get("/dispatch/destinations/{destinationId}/dispatches/zip", status_code=200)
def get_destination_dispatch_zip(
    world: World,
    destination_id: str,
    type: str,  # noqa: A002 - the contract's word; there is one type
    css_url: str | None,
    tags: list[str] | None,
) -> bytes:
    return dispatch_zips.of_destination(world, destination_id, css_url, tags)


@router.get("/dispatch/destinations/{destinationId}/lti13", status_code=200)
@before(tool.prepare)
def get_lti13_tool_configuration_schema(world: World, destination_id: str) -> Row:
    return tool.of_destination(world, destination_id)


@router.post("/dispatch/dispatches", status_code=204)
def create_dispatches(world: World, body: Row) -> None:
    dispatches.create_all(world, body)


@router.get("/dispatch/dispatches", status_code=200)
def get_dispatches(world: World, page: Listing, course_id: str | None, is_enabled: bool | None) -> Row:
    return dispatches.find_all(world, page, course_id=course_id, is_enabled=is_enabled)


@router.put("/dispatch/dispatches", status_code=204)
def update_dispatches(world: World, page: Listing, course_id: str | None, body: Row) -> None:
    dispatches.change_all(world, page, course_id, body)


@router.delete("/dispatch/dispatches", status_code=204)
def delete_dispatches(world: World, page: Listing, course_id: str | None) -> None:
    dispatches.delete_all(world, page, course_id)


@router.get("/dispatch/dispatches/{dispatchId}", status_code=200)
def get_dispatch(world: World, dispatch_id: str) -> Row:
    return dispatches.find(world, dispatch_id)


@router.put("/dispatch/dispatches/{dispatchId}", status_code=204)
def update_dispatch(world: World, dispatch_id: str, body: Row) -> None:
    dispatches.change(world, dispatch_id, body)


@router.delete("/dispatch/dispatches/{dispatchId}", status_code=204)
def delete_dispatch(world: World, dispatch_id: str) -> None:
    dispatch_deletion.delete_dispatch(world, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/enabled", status_code=200)
def get_dispatch_enabled(world: World, dispatch_id: str) -> dict[str, bool]:
    return dispatches.enabled(world, dispatch_id)


@router.put("/dispatch/dispatches/{dispatchId}/enabled", status_code=204)
def set_dispatch_enabled(world: World, dispatch_id: str, body: Row) -> None:
    dispatches.switch(world, dispatch_id, body)


@router.get("/dispatch/dispatches/{dispatchId}/hashUserInfo", status_code=200)
def get_dispatch_hash_user_info(world: World, dispatch_id: str) -> dict[str, bool]:
    return hashed_user_info.of_dispatch(world, dispatch_id)


@router.put("/dispatch/dispatches/{dispatchId}/hashUserInfo", status_code=204)
def update_dispatch_hash_user_info(world: World, dispatch_id: str, body: Row) -> None:
    hashed_user_info.switch_dispatch(world, dispatch_id, body)


@router.delete("/dispatch/dispatches/{dispatchId}/postback", status_code=204)
def delete_dispatch_postback_info(world: World, dispatch_id: str) -> None:
    dispatches.forget_post_back(world, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/registrationCount", status_code=200)
def get_dispatch_registration_count(world: World, dispatch_id: str) -> Row:
    return dispatch_counts.find(world, dispatch_id)


@router.delete("/dispatch/dispatches/{dispatchId}/registrationCount", status_code=204)
def reset_dispatch_registration_count(world: World, dispatch_id: str) -> None:
    dispatch_counts.reset(world, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/tags", status_code=200)
def get_dispatch_tags(world: World, dispatch_id: str) -> dict[str, list[str]]:
    return dispatch_tags.find(world, dispatch_id)


@router.put("/dispatch/dispatches/{dispatchId}/tags", status_code=204)
def put_dispatch_tags(world: World, dispatch_id: str, body: Row) -> None:
    dispatch_tags.replace(world, dispatch_id, body["tags"])


@router.delete("/dispatch/dispatches/{dispatchId}/tags", status_code=204)
def delete_dispatch_tags(world: World, dispatch_id: str, body: Row) -> None:
    dispatch_tags.remove(world, dispatch_id, body["tags"])


@router.put("/dispatch/dispatches/tags", status_code=204)
def put_dispatch_tags_batch(world: World, body: Row) -> None:
    dispatch_tags.add_to_all(world, body)


@router.get("/dispatch/dispatches/{dispatchId}/zip", status_code=200)
def get_dispatch_zip(
    world: World,
    dispatch_id: str,
    type: str,  # noqa: A002 - the contract's word; there is one type
    css_url: str | None,
) -> bytes:
    return dispatch_zips.of_dispatch(world, dispatch_id, css_url)


@router.get("/dispatch/dispatches/{dispatchId}/lti", status_code=200)
def get_lti_dispatch(world: World, dispatch_id: str) -> Row:
    return tool.lti11(world, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/lti13", status_code=200)
def get_lti13_dispatch(world: World, dispatch_id: str) -> Row:
    return tool.of_dispatch(world, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/launches", status_code=302)
def get_lti13_dispatch_launch(world: World, dispatch_id: str, external_config: str, jwt: str) -> None:
    launches.launch(world, dispatch_id, external_config, jwt)
