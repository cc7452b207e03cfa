"""Subscriptions: users in organizations, with their custom profile fields."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.nexport.directory import directory, organizations
from emulator.vendors.nexport.entities import find, read_ahead
from emulator.vendors.nexport.errors import EntityExists, EntityNotFound, ValidationFailed
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportOrganization, NexportSubscription, NexportUser
from emulator.vendors.nexport.wire.page import Page

_OF_USER = Statement(
    select(*NexportSubscription.__table__.c)
    .where(NexportSubscription.user_id == bindparam("user_id"))
    .order_by(NexportSubscription.created, NexportSubscription.id)
)


def get(world: World, user_id: str, org_id: str) -> Row:
    """The subscription of a user to an organization. 409 if there is none."""
    find(world, NexportUser, user_id, "user")
    organizations.get(world, org_id)
    row = world.work.get(NexportSubscription, user_id=user_id, organization_id=org_id)
    if row is None:
        raise EntityNotFound("the user has no subscription to this organization")
    return _shown(world, row)


def create(world: World, user_id: str, org_id: str) -> Row:
    """A new subscription of a user to an organization. 409 with the word `exists` if there is one (inferred)."""
    find(world, NexportUser, user_id, "user")
    organizations.get(world, org_id)
    if world.work.get(NexportSubscription, user_id=user_id, organization_id=org_id) is not None:
        raise EntityExists(what=f"A subscription of this user to the organization {org_id}")
    return {"subscription_id": directory.subscribe(world, user_id, org_id)["id"]}


def of_user(world: World, user_id: str, page: Page) -> list[Row]:
    """A page of a user's subscriptions, the oldest first (inferred)."""
    find(world, NexportUser, user_id, "user")
    rows = page.of_list(world, world.work.all(_OF_USER, user_id=user_id))
    read_ahead(world, NexportOrganization, [row["organization_id"] for row in rows])
    return [_shown(world, row) for row in rows]


def set_profile_fields(world: World, subscriber_id: str, values: Row) -> None:
    """Set custom profile fields, keeping the others. Inferred: the subscriber is a subscription, and an empty text clears a field."""
    row = find(world, NexportSubscription, subscriber_id, "subscription")
    for name, value in values.items():
        if not isinstance(value, str) or "\0" in name + value:
            raise ValidationFailed(why=f"custom_profile_field_values.{name[:100]} must be text")
    fields = {name: value for name, value in {**row["fields"], **values}.items() if value != ""}
    world.work.update(NexportSubscription, {"id": subscriber_id}, {"fields": fields})


def _shown(world: World, row: Row) -> Row:
    organization = find(world, NexportOrganization, row["organization_id"], "organization")
    return {
        "subscription_id": row["id"],
        "user_id": row["user_id"],
        "org_id": row["organization_id"],
        "org_name": organization["name"],
        "org_short_name": organization["short_name"],
    }
