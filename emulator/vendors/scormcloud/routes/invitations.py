"""Invitations, public and private, and their tags."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import (
    invitation_job,
    invitations,
    private_invitations,
    user_invitations,
)
from emulator.vendors.scormcloud.invitation_job import INVITATION_JOB
from emulator.vendors.scormcloud.invitations import PRIVATE, PUBLIC
from emulator.vendors.scormcloud.listing import Listing
from emulator.vendors.scormcloud.routing import routes
from emulator.vendors.scormcloud.tagged import invitation_tags


@routes.operation("getAllInvitations")
def list_all(call: Call, page: Listing, course_id: str | None) -> dict[str, Any]:
    return invitations.find_all(call, page, None, course_id, count=False)


@routes.operation("createPublicInvitation")
def create_public(call: Call, body: dict[str, Any]) -> Row:
    return invitations.create_public(call, body)


@routes.operation("getPublicInvitations")
def list_public(
    call: Call, page: Listing, course_id: str | None, include_registration_count: bool | None
) -> dict[str, Any]:
    return invitations.find_all(call, page, PUBLIC, course_id, count=bool(include_registration_count))


@routes.operation("getPublicInvitation")
def get_public(call: Call, invitation_id: str, include_registration_count: bool) -> Row:
    return invitations.find(call, invitation_id, PUBLIC, count=include_registration_count)


@routes.operation("updatePublicInvitation")
def update_public(call: Call, invitation_id: str, body: dict[str, Any]) -> Row:
    return invitations.update(call, invitation_id, PUBLIC, body)


@routes.operation("getPublicUserInvitations")
def list_public_users(
    call: Call, invitation_id: str, page: Listing, include_registration_report: bool | None
) -> dict[str, Any]:
    row = invitations.find_row(call, invitation_id, PUBLIC)
    return user_invitations.find_all(call, row["id"], page, report=bool(include_registration_report))


@routes.operation("createPrivateInvitation")
def create_private(call: Call, body: dict[str, Any]) -> Row:
    return private_invitations.create(call, body)


@routes.operation("getPrivateInvitations")
def list_private(
    call: Call, page: Listing, course_id: str | None, include_registration_count: bool | None
) -> dict[str, Any]:
    return invitations.find_all(call, page, PRIVATE, course_id, count=bool(include_registration_count))


@routes.operation("getPrivateInvitation")
def get_private(call: Call, invitation_id: str, include_registration_count: bool) -> Row:
    return invitations.find(call, invitation_id, PRIVATE, count=include_registration_count)


@routes.operation("updatePrivateInvitation")
def update_private(call: Call, invitation_id: str, body: dict[str, Any]) -> Row:
    return invitations.update(call, invitation_id, PRIVATE, body)


@routes.operation("getPrivateUserInvitations")
def list_private_users(
    call: Call, invitation_id: str, page: Listing, include_registration_report: bool | None
) -> dict[str, Any]:
    row = invitations.find_row(call, invitation_id, PRIVATE)
    return user_invitations.find_all(call, row["id"], page, report=bool(include_registration_report))


@routes.operation("getPrivateInvitationJobStatus", polls=(INVITATION_JOB, "invitationId"))
def get_job(call: Call, invitation_id: str) -> Row:
    row = invitations.find_row(call, invitation_id, PRIVATE)
    return invitation_job.find(call, row["id"])


@routes.operation("getInvitationTags")
def get_tags(call: Call, invitation_id: str) -> dict[str, list[str]]:
    return invitation_tags.find(call, invitation_id)


@routes.operation("putInvitationTags")
def put_tags(call: Call, invitation_id: str, body: dict[str, Any]) -> None:
    invitation_tags.replace(call, invitation_id, body["tags"])


@routes.operation("deleteInvitationTags")
def delete_tags(call: Call, invitation_id: str, body: dict[str, Any]) -> None:
    invitation_tags.remove(call, invitation_id, body["tags"])


@routes.operation("putInvitationTagsBatch")
def put_tags_batch(call: Call, body: dict[str, Any]) -> None:
    invitation_tags.add_to_all(call, body)
