"""Invitations, public and private, and their tags."""

from emulator.sandbox.world import World
from emulator.vendors.router import polls
from emulator.vendors.scormcloud.invitations import invitation_job, invitations, private_invitations, user_invitations
from emulator.vendors.scormcloud.invitations.invitation_job import INVITATION_JOB
from emulator.vendors.scormcloud.invitations.invitations import PRIVATE, PUBLIC
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tagged import invitation_tags
from emulator.vendors.scormcloud.wire.listing import Listing


@router.get("/invitations", status_code=200)
def get_all_invitations(world: World, page: Listing, course_id: str | None) -> Row:
    return invitations.find_all(world, page, None, course_id, count=False)


@router.post("/invitations/public", status_code=200)
def create_public_invitation(world: World, body: Row) -> Row:
    return invitations.create_public(world, body)


@router.get("/invitations/public", status_code=200)
def get_public_invitations(
    world: World, page: Listing, course_id: str | None, include_registration_count: bool | None
) -> Row:
    return invitations.find_all(world, page, PUBLIC, course_id, count=bool(include_registration_count))


@router.get("/invitations/public/{invitationId}", status_code=200)
def get_public_invitation(world: World, invitation_id: str, include_registration_count: bool) -> Row:
    return invitations.find(world, invitation_id, PUBLIC, count=include_registration_count)


@router.put("/invitations/public/{invitationId}", status_code=200)
def update_public_invitation(world: World, invitation_id: str, body: Row) -> Row:
    return invitations.update(world, invitation_id, PUBLIC, body)


@router.get("/invitations/public/{invitationId}/userInvitations", status_code=200)
def get_public_user_invitations(
    world: World, invitation_id: str, page: Listing, include_registration_report: bool | None
) -> Row:
    row = invitations.find_row(world, invitation_id, PUBLIC)
    return user_invitations.find_all(world, row["id"], page, report=bool(include_registration_report))


@router.post("/invitations/private", status_code=200)
def create_private_invitation(world: World, body: Row) -> Row:
    return private_invitations.create(world, body)


@router.get("/invitations/private", status_code=200)
def get_private_invitations(
    world: World, page: Listing, course_id: str | None, include_registration_count: bool | None
) -> Row:
    return invitations.find_all(world, page, PRIVATE, course_id, count=bool(include_registration_count))


@router.get("/invitations/private/{invitationId}", status_code=200)
def get_private_invitation(world: World, invitation_id: str, include_registration_count: bool) -> Row:
    return invitations.find(world, invitation_id, PRIVATE, count=include_registration_count)


@router.put("/invitations/private/{invitationId}", status_code=200)
def update_private_invitation(world: World, invitation_id: str, body: Row) -> Row:
    return invitations.update(world, invitation_id, PRIVATE, body)


@router.get("/invitations/private/{invitationId}/userInvitations", status_code=200)
def get_private_user_invitations(
    world: World, invitation_id: str, page: Listing, include_registration_report: bool | None
) -> Row:
    row = invitations.find_row(world, invitation_id, PRIVATE)
    return user_invitations.find_all(world, row["id"], page, report=bool(include_registration_report))


@router.get("/invitations/private/{invitationId}/jobStatus", status_code=200)
@polls(INVITATION_JOB, "invitationId")
def get_private_invitation_job_status(world: World, invitation_id: str) -> Row:
    row = invitations.find_row(world, invitation_id, PRIVATE)
    return invitation_job.find(world, row["id"])


@router.get("/invitations/{invitationId}/tags", status_code=200)
def get_invitation_tags(world: World, invitation_id: str) -> dict[str, list[str]]:
    return invitation_tags.find(world, invitation_id)


@router.put("/invitations/{invitationId}/tags", status_code=204)
def put_invitation_tags(world: World, invitation_id: str, body: Row) -> None:
    invitation_tags.replace(world, invitation_id, body["tags"])


@router.delete("/invitations/{invitationId}/tags", status_code=204)
def delete_invitation_tags(world: World, invitation_id: str, body: Row) -> None:
    invitation_tags.remove(world, invitation_id, body["tags"])


@router.put("/invitations/tags", status_code=204)
def put_invitation_tags_batch(world: World, body: Row) -> None:
    invitation_tags.add_to_all(world, body)
