"""Groups: nodes of the directory that users are members of, and what users may do there."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.directory import directory, organizations, permissions
from emulator.vendors.nexport.directory.directory import GROUP
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.errors import EntityExists, EntityNotFound
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportMembership, NexportOrganization, NexportUser
from emulator.vendors.nexport.wire.page import Page


def get(world: World, group_id: str) -> Row:
    """A group. 409 if it does not exist or is an organization."""
    row = find(world, NexportOrganization, group_id, "group")
    if row["kind"] != GROUP:
        raise EntityNotFound(f"{group_id} is an organization, not a group")
    return row


def add_member(world: World, user_id: str, group_ids: list[str]) -> Row:
    """Add a user to groups: to all, or to none (409) if one is unknown or has the user already."""
    find(world, NexportUser, user_id, "user")
    memberships = []
    for group_id in dict.fromkeys(group_ids):
        get(world, group_id)
        if world.work.get(NexportMembership, user_id=user_id, group_id=group_id) is not None:
            raise EntityExists(what=f"A membership of this user in the group {group_id}")
        memberships.append(_shown(directory.join(world, user_id, group_id)))
    return {"memberships": memberships}


def remove_members(world: World, membership_ids: list[str]) -> Row:
    """End memberships: all, or none (409) if one is unknown."""
    removed = []
    for membership_id in dict.fromkeys(membership_ids):
        removed.append(_shown(find(world, NexportMembership, membership_id, "membership")))
        world.work.delete(NexportMembership, id=membership_id)
    return {"memberships": removed}


def permitted(world: World, body: Row) -> Row:
    """True if a user has a permission at a group or an ancestor of it."""
    find(world, NexportUser, body["user_id"], "user")
    group = get(world, body["group_id"])
    return {"has_permission": permissions.has(world, body["user_id"], group["id"], body["permission"])}


def where_permitted(world: World, body: Row) -> Row:
    """A page of the groups below a node where a user has a permission, by name."""
    find(world, NexportUser, body["user_id"], "user")
    node = find(world, NexportOrganization, body["org_id"], "organization or group")
    page = Page.of(body.get("page"), body.get("per_page"))
    if permissions.has(world, body["user_id"], node["id"], body["permission"]):  # so in everything below it
        found = organizations.page_below(world, node, "groups", page)
    else:
        held_at = permissions.held_at(world, body["user_id"], body["permission"])
        found = organizations.page_below(world, node, "groups", page, also_below=held_at)
    return {"groups": organizations.shown(found)}


def _shown(row: Row) -> Row:
    return {"membership_id": row["id"], "group_id": row["group_id"], "user_id": row["user_id"]}
