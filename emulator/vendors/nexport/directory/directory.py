"""The directory: one tree of organizations and groups, with users, their memberships and their permissions."""

from typing import Any

from sqlalchemy import select

from emulator.sandbox.world import World
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import (
    NexportMembership,
    NexportOrganization,
    NexportPermission,
    NexportSubscription,
    NexportUser,
)

GROUP = "group"

_ROOT = Statement(select(NexportOrganization.id).where(NexportOrganization.parent_id.is_(None)))


def root_id(world: World) -> str:
    """The id of the organization at the top."""
    found: str = world.work.value(_ROOT)
    return found


def add_organization(
    world: World,
    name: str,
    parent_id: str | None,
    *,
    new_id: str | None = None,
    short_name: str | None = None,
    kind: str | None = None,
) -> Row:
    """A new organization below another, or a group."""
    row: Row = {
        "id": new_id or world.ids.uuid(),
        "parent_id": parent_id,
        "name": name,
        "short_name": short_name,
        "kind": kind,
    }
    world.work.insert(NexportOrganization, row)
    return row


def add_user(
    world: World,
    login: str,
    password: str,
    organization_id: str,
    *,
    new_id: str | None = None,
    first_name: str = "",
    middle_name: str | None = None,
    last_name: str = "",
    email: str | None = None,
    role: str | None = None,
    contact: dict[str, Any] | None = None,
) -> Row:
    """A new user, with a subscription to the organization (inferred); logins differ without regard to case (inferred)."""
    row: Row = {
        "id": new_id or world.ids.uuid(),
        "organization_id": organization_id,
        "login": login,
        "login_folded": login.lower(),
        "password": password,
        "first_name": first_name,
        "last_name": last_name,
        "internal_email": email,
        "role": role,
        "middle_name": middle_name,
        "contact": contact,
    }
    world.work.insert(NexportUser, row)
    subscribe(world, row["id"], organization_id)
    return row


def subscribe(world: World, user_id: str, organization_id: str, *, new_id: str | None = None) -> Row:
    """A user's subscription to an organization, created if there is none."""
    found = world.work.get(NexportSubscription, user_id=user_id, organization_id=organization_id)
    if found is not None:
        return found
    row: Row = {
        "id": new_id or world.ids.uuid(),
        "user_id": user_id,
        "organization_id": organization_id,
        "created": world.now(),
        "fields": {},
    }
    world.work.insert(NexportSubscription, row)
    return row


def join(world: World, user_id: str, group_id: str, *, new_id: str | None = None) -> Row:
    """A user's membership in a group, created if there is none."""
    found = world.work.get(NexportMembership, user_id=user_id, group_id=group_id)
    if found is not None:
        return found
    row: Row = {"id": new_id or world.ids.uuid(), "group_id": group_id, "user_id": user_id, "created": world.now()}
    world.work.insert(NexportMembership, row)
    return row


def grant(world: World, user_id: str, organization_id: str, permission: str) -> None:
    """Give a user a permission at an organization."""
    row: Row = {"user_id": user_id, "organization_id": organization_id, "permission": permission}
    if world.work.get(NexportPermission, **row) is None:
        world.work.insert(NexportPermission, row)
