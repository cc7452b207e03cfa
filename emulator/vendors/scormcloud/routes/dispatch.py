"""Dispatch: destinations, the dispatches to them, their packages and LTI settings."""

from typing import Any, NoReturn

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.dispatches import (
    destinations,
    dispatch_counts,
    dispatch_deletion,
    dispatch_zips,
    dispatches,
    hashed_user_info,
    lti,
)
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.tagged import destination_tags, dispatch_tags
from emulator.vendors.scormcloud.wire.listing import Listing


@router.post("/dispatch/destinations", status_code=200)
def create_destinations(call: Call, body: dict[str, Any]) -> None:
    destinations.create_all(call, body)


@router.put("/dispatch/destinations/{destinationId}", status_code=204)
def set_destination(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    destinations.put(call, destination_id, body)


@router.get("/dispatch/destinations/{destinationId}", status_code=200)
def get_destination(call: Call, destination_id: str, include_dispatch_count: bool) -> Row:
    return destinations.find(call, destination_id, count=include_dispatch_count)


@router.get("/dispatch/destinations", status_code=200)
def get_destinations(call: Call, page: Listing, course_id: str | None, include_dispatch_count: bool) -> dict[str, Any]:
    return destinations.find_all(call, page, course_id=course_id, count=include_dispatch_count)


@router.delete("/dispatch/destinations/{destinationId}", status_code=204)
def delete_destination(call: Call, destination_id: str) -> None:
    dispatch_deletion.delete_destination(call, destination_id)


@router.get("/dispatch/destinations/{destinationId}/tags", status_code=200)
def get_destination_tags(call: Call, destination_id: str) -> dict[str, list[str]]:
    return destination_tags.find(call, destination_id)


@router.put("/dispatch/destinations/{destinationId}/tags", status_code=204)
def put_destination_tags(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    destination_tags.replace(call, destination_id, body["tags"])


@router.delete("/dispatch/destinations/{destinationId}/tags", status_code=204)
def delete_destination_tags(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    destination_tags.remove(call, destination_id, body["tags"])


@router.put("/dispatch/destinations/tags", status_code=204)
def put_destination_tags_batch(call: Call, body: dict[str, Any]) -> None:
    destination_tags.add_to_all(call, body)


@router.get("/dispatch/destinations/{destinationId}/dispatches", status_code=200)
def get_destination_dispatches(
    call: Call, destination_id: str, page: Listing, course_id: str | None, is_enabled: bool | None
) -> dict[str, Any]:
    return dispatches.find_all(call, page, course_id=course_id, is_enabled=is_enabled, destination_id=destination_id)


@router.delete("/dispatch/destinations/{destinationId}/dispatches", status_code=204)
def delete_destination_dispatches(call: Call, destination_id: str) -> None:
    dispatch_deletion.delete_dispatches_of_destination(call, destination_id)


@router.post("/dispatch/destinations/{destinationId}/dispatches/enabled", status_code=204)
def set_destination_dispatch_enabled(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    dispatches.switch_destination(call, destination_id, "enabled", body)


@router.post("/dispatch/destinations/{destinationId}/dispatches/registrationInstancing", status_code=204)
def enable_registration_instancing(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    dispatches.switch_destination(call, destination_id, "instanced", body)


@router.get("/dispatch/destinations/{destinationId}/dispatches/hashUserInfo", status_code=200)
def get_destination_hash_user_info(call: Call, destination_id: str) -> dict[str, bool]:
    return hashed_user_info.of_destination(call, destination_id)


@router.put("/dispatch/destinations/{destinationId}/dispatches/hashUserInfo", status_code=204)
def update_destination_hash_user_info(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    hashed_user_info.switch_destination(call, destination_id, body)


@router.get("/dispatch/destinations/{destinationId}/dispatches/registrationCount", status_code=200)
def get_destination_dispatch_registration_count(call: Call, destination_id: str) -> dict[str, int]:
    return dispatch_counts.of_destination(call, destination_id)


@router.delete("/dispatch/destinations/{destinationId}/dispatches/registrationCount", status_code=204)
def reset_destination_dispatch_registration_count(call: Call, destination_id: str) -> None:
    dispatch_counts.reset_destination(call, destination_id)


@router.get("/dispatch/destinations/{destinationId}/dispatches/zip", status_code=200)
def get_destination_dispatch_zip(
    call: Call,
    destination_id: str,
    type: str,  # noqa: A002 - the contract's word; there is one type
    css_url: str | None,
    tags: list[str] | None,
) -> bytes:
    return dispatch_zips.of_destination(call, destination_id, css_url, tags)


@router.get("/dispatch/destinations/{destinationId}/lti13", status_code=200)
def get_lti13_tool_configuration_schema(call: Call, destination_id: str) -> Row:
    return lti.tool(call, destination_id)


@router.post("/dispatch/dispatches", status_code=204)
def create_dispatches(call: Call, body: dict[str, Any]) -> None:
    dispatches.create_all(call, body)


@router.get("/dispatch/dispatches", status_code=200)
def get_dispatches(call: Call, page: Listing, course_id: str | None, is_enabled: bool | None) -> dict[str, Any]:
    return dispatches.find_all(call, page, course_id=course_id, is_enabled=is_enabled)


@router.put("/dispatch/dispatches", status_code=204)
def update_dispatches(call: Call, page: Listing, course_id: str | None, body: dict[str, Any]) -> None:
    dispatches.change_all(call, page, course_id, body)


@router.delete("/dispatch/dispatches", status_code=204)
def delete_dispatches(call: Call, page: Listing, course_id: str | None) -> None:
    dispatches.delete_all(call, page, course_id)


@router.get("/dispatch/dispatches/{dispatchId}", status_code=200)
def get_dispatch(call: Call, dispatch_id: str) -> Row:
    return dispatches.find(call, dispatch_id)


@router.put("/dispatch/dispatches/{dispatchId}", status_code=204)
def update_dispatch(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    dispatches.change(call, dispatch_id, body)


@router.delete("/dispatch/dispatches/{dispatchId}", status_code=204)
def delete_dispatch(call: Call, dispatch_id: str) -> None:
    dispatch_deletion.delete_dispatch(call, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/enabled", status_code=200)
def get_dispatch_enabled(call: Call, dispatch_id: str) -> dict[str, bool]:
    return dispatches.enabled(call, dispatch_id)


@router.put("/dispatch/dispatches/{dispatchId}/enabled", status_code=204)
def set_dispatch_enabled(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    dispatches.switch(call, dispatch_id, body)


@router.get("/dispatch/dispatches/{dispatchId}/hashUserInfo", status_code=200)
def get_dispatch_hash_user_info(call: Call, dispatch_id: str) -> dict[str, bool]:
    return hashed_user_info.of_dispatch(call, dispatch_id)


@router.put("/dispatch/dispatches/{dispatchId}/hashUserInfo", status_code=204)
def update_dispatch_hash_user_info(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    hashed_user_info.switch_dispatch(call, dispatch_id, body)


@router.delete("/dispatch/dispatches/{dispatchId}/postback", status_code=204)
def delete_dispatch_postback_info(call: Call, dispatch_id: str) -> None:
    dispatches.forget_post_back(call, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/registrationCount", status_code=200)
def get_dispatch_registration_count(call: Call, dispatch_id: str) -> Row:
    return dispatch_counts.find(call, dispatch_id)


@router.delete("/dispatch/dispatches/{dispatchId}/registrationCount", status_code=204)
def reset_dispatch_registration_count(call: Call, dispatch_id: str) -> None:
    dispatch_counts.reset(call, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/tags", status_code=200)
def get_dispatch_tags(call: Call, dispatch_id: str) -> dict[str, list[str]]:
    return dispatch_tags.find(call, dispatch_id)


@router.put("/dispatch/dispatches/{dispatchId}/tags", status_code=204)
def put_dispatch_tags(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    dispatch_tags.replace(call, dispatch_id, body["tags"])


@router.delete("/dispatch/dispatches/{dispatchId}/tags", status_code=204)
def delete_dispatch_tags(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    dispatch_tags.remove(call, dispatch_id, body["tags"])


@router.put("/dispatch/dispatches/tags", status_code=204)
def put_dispatch_tags_batch(call: Call, body: dict[str, Any]) -> None:
    dispatch_tags.add_to_all(call, body)


@router.get("/dispatch/dispatches/{dispatchId}/zip", status_code=200)
def get_dispatch_zip(
    call: Call,
    dispatch_id: str,
    type: str,  # noqa: A002 - the contract's word; there is one type
    css_url: str | None,
) -> bytes:
    return dispatch_zips.of_dispatch(call, dispatch_id, css_url)


@router.get("/dispatch/dispatches/{dispatchId}/lti", status_code=200)
def get_lti_dispatch(call: Call, dispatch_id: str) -> Row:
    return lti.lti11(call, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/lti13", status_code=200)
def get_lti13_dispatch(call: Call, dispatch_id: str) -> Row:
    return lti.lti13(call, dispatch_id)


@router.get("/dispatch/dispatches/{dispatchId}/launches", status_code=302)
def get_lti13_dispatch_launch(call: Call, dispatch_id: str, external_config: str, jwt: str) -> NoReturn:
    lti.launch(call, dispatch_id)
