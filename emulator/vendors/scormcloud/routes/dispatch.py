"""Dispatch: destinations, the dispatches to them, their packages and LTI settings."""

from typing import Any, NoReturn

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import (
    destinations,
    dispatch_counts,
    dispatch_deletion,
    dispatch_zips,
    dispatches,
    hashed_user_info,
    lti,
)
from emulator.vendors.scormcloud.listing import Listing
from emulator.vendors.scormcloud.routing import routes
from emulator.vendors.scormcloud.tagged import destination_tags, dispatch_tags


@routes.operation("createDestinations")
def create_destinations(call: Call, body: dict[str, Any]) -> None:
    destinations.create_all(call, body)


@routes.operation("setDestination")
def set_destination(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    destinations.put(call, destination_id, body)


@routes.operation("getDestination")
def get_destination(call: Call, destination_id: str, include_dispatch_count: bool) -> Row:
    return destinations.find(call, destination_id, count=include_dispatch_count)


@routes.operation("getDestinations")
def list_destinations(call: Call, page: Listing, course_id: str | None, include_dispatch_count: bool) -> dict[str, Any]:
    return destinations.find_all(call, page, course_id=course_id, count=include_dispatch_count)


@routes.operation("deleteDestination")
def delete_destination(call: Call, destination_id: str) -> None:
    dispatch_deletion.delete_destination(call, destination_id)


@routes.operation("getDestinationTags")
def get_destination_tags(call: Call, destination_id: str) -> dict[str, list[str]]:
    return destination_tags.find(call, destination_id)


@routes.operation("putDestinationTags")
def put_destination_tags(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    destination_tags.replace(call, destination_id, body["tags"])


@routes.operation("deleteDestinationTags")
def delete_destination_tags(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    destination_tags.remove(call, destination_id, body["tags"])


@routes.operation("putDestinationTagsBatch")
def put_destination_tags_batch(call: Call, body: dict[str, Any]) -> None:
    destination_tags.add_to_all(call, body)


@routes.operation("getDestinationDispatches")
def list_dispatches_of_destination(
    call: Call, destination_id: str, page: Listing, course_id: str | None, is_enabled: bool | None
) -> dict[str, Any]:
    return dispatches.find_all(call, page, course_id=course_id, is_enabled=is_enabled, destination_id=destination_id)


@routes.operation("deleteDestinationDispatches")
def delete_dispatches_of_destination(call: Call, destination_id: str) -> None:
    dispatch_deletion.delete_dispatches_of_destination(call, destination_id)


@routes.operation("setDestinationDispatchEnabled")
def enable_destination(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    dispatches.switch_destination(call, destination_id, "enabled", body)


@routes.operation("enableRegistrationInstancing")
def enable_instancing(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    dispatches.switch_destination(call, destination_id, "instanced", body)


@routes.operation("getDestinationHashUserInfo")
def get_destination_hash(call: Call, destination_id: str) -> dict[str, bool]:
    return hashed_user_info.of_destination(call, destination_id)


@routes.operation("updateDestinationHashUserInfo")
def set_destination_hash(call: Call, destination_id: str, body: dict[str, Any]) -> None:
    hashed_user_info.switch_destination(call, destination_id, body)


@routes.operation("getDestinationDispatchRegistrationCount")
def count_destination(call: Call, destination_id: str) -> dict[str, int]:
    return dispatch_counts.of_destination(call, destination_id)


@routes.operation("resetDestinationDispatchRegistrationCount")
def reset_destination(call: Call, destination_id: str) -> None:
    dispatch_counts.reset_destination(call, destination_id)


@routes.operation("getDestinationDispatchZip")
def get_destination_zip(
    call: Call,
    destination_id: str,
    type: str,  # noqa: A002 - the contract's word; there is one type
    css_url: str | None,
    tags: list[str] | None,
) -> bytes:
    return dispatch_zips.of_destination(call, destination_id, css_url, tags)


@routes.operation("getLti13ToolConfigurationSchema")
def get_lti13_tool(call: Call, destination_id: str) -> Row:
    return lti.tool(call, destination_id)


@routes.operation("createDispatches")
def create_dispatches(call: Call, body: dict[str, Any]) -> None:
    dispatches.create_all(call, body)


@routes.operation("getDispatches")
def list_dispatches(call: Call, page: Listing, course_id: str | None, is_enabled: bool | None) -> dict[str, Any]:
    return dispatches.find_all(call, page, course_id=course_id, is_enabled=is_enabled)


@routes.operation("updateDispatches")
def update_dispatches(call: Call, page: Listing, course_id: str | None, body: dict[str, Any]) -> None:
    dispatches.change_all(call, page, course_id, body)


@routes.operation("deleteDispatches")
def delete_dispatches(call: Call, page: Listing, course_id: str | None) -> None:
    dispatches.delete_all(call, page, course_id)


@routes.operation("getDispatch")
def get_dispatch(call: Call, dispatch_id: str) -> Row:
    return dispatches.find(call, dispatch_id)


@routes.operation("updateDispatch")
def update_dispatch(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    dispatches.change(call, dispatch_id, body)


@routes.operation("deleteDispatch")
def delete_dispatch(call: Call, dispatch_id: str) -> None:
    dispatch_deletion.delete_dispatch(call, dispatch_id)


@routes.operation("getDispatchEnabled")
def get_enabled(call: Call, dispatch_id: str) -> dict[str, bool]:
    return dispatches.enabled(call, dispatch_id)


@routes.operation("setDispatchEnabled")
def set_enabled(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    dispatches.switch(call, dispatch_id, body)


@routes.operation("getDispatchHashUserInfo")
def get_hash(call: Call, dispatch_id: str) -> dict[str, bool]:
    return hashed_user_info.of_dispatch(call, dispatch_id)


@routes.operation("updateDispatchHashUserInfo")
def set_hash(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    hashed_user_info.switch_dispatch(call, dispatch_id, body)


@routes.operation("deleteDispatchPostbackInfo")
def delete_post_back(call: Call, dispatch_id: str) -> None:
    dispatches.forget_post_back(call, dispatch_id)


@routes.operation("getDispatchRegistrationCount")
def count_dispatch(call: Call, dispatch_id: str) -> Row:
    return dispatch_counts.find(call, dispatch_id)


@routes.operation("resetDispatchRegistrationCount")
def reset_dispatch(call: Call, dispatch_id: str) -> None:
    dispatch_counts.reset(call, dispatch_id)


@routes.operation("getDispatchTags")
def get_tags(call: Call, dispatch_id: str) -> dict[str, list[str]]:
    return dispatch_tags.find(call, dispatch_id)


@routes.operation("putDispatchTags")
def put_tags(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    dispatch_tags.replace(call, dispatch_id, body["tags"])


@routes.operation("deleteDispatchTags")
def delete_tags(call: Call, dispatch_id: str, body: dict[str, Any]) -> None:
    dispatch_tags.remove(call, dispatch_id, body["tags"])


@routes.operation("putDispatchTagsBatch")
def put_tags_batch(call: Call, body: dict[str, Any]) -> None:
    dispatch_tags.add_to_all(call, body)


@routes.operation("getDispatchZip")
def get_zip(
    call: Call,
    dispatch_id: str,
    type: str,  # noqa: A002 - the contract's word; there is one type
    css_url: str | None,
) -> bytes:
    return dispatch_zips.of_dispatch(call, dispatch_id, css_url)


@routes.operation("getLTIDispatch")
def get_lti(call: Call, dispatch_id: str) -> Row:
    return lti.lti11(call, dispatch_id)


@routes.operation("getLti13Dispatch")
def get_lti13(call: Call, dispatch_id: str) -> Row:
    return lti.lti13(call, dispatch_id)


@routes.operation("getLti13DispatchLaunch")
def launch_lti13(call: Call, dispatch_id: str, external_config: str, jwt: str) -> NoReturn:
    lti.launch(call, dispatch_id)
