"""Subscriptions: users in organizations, with their custom profile fields."""

from typing import Any

from sqlalchemy import bindparam, select

from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.nexport.directory import organizations
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.errors import EntityNotFound, ValidationFailed
from emulator.vendors.nexport.tables import NexportOrganization, NexportSubscription, NexportUser
from emulator.vendors.nexport.wire.page import Page

_OF_USER = Statement(
    select(*NexportSubscription.__table__.c)
    .where(NexportSubscription.user_id == bindparam("user_id"))
    .order_by(NexportSubscription.created, NexportSubscription.id)
)


def get(call: Call, user_id: str, org_id: str) -> Row:
    """The subscription of a user to an organization. 409 if there is none."""
    find(call, NexportUser, user_id, "user")
    organizations.get(call, org_id)
    row = call.store.get(NexportSubscription, user_id=user_id, organization_id=org_id)
    if row is None:
        raise EntityNotFound("the user has no subscription to this organization")
    return _shown(call, row)


def of_user(call: Call, user_id: str, page: Page) -> list[Row]:
    """A page of a user's subscriptions, the oldest first (inferred)."""
    find(call, NexportUser, user_id, "user")
    return [_shown(call, row) for row in page.of_list(call, call.store.all(_OF_USER, user_id=user_id))]


def set_profile_fields(call: Call, subscriber_id: str, values: dict[str, Any]) -> None:
    """Set custom profile fields and leave the others. Inferred: the subscriber is a subscription, and an empty text clears."""
    row = find(call, NexportSubscription, subscriber_id, "subscription")
    for name, value in values.items():
        if not isinstance(value, str) or "\0" in name + value:
            raise ValidationFailed(why=f"custom_profile_field_values.{name[:100]} must be text")
    fields = {name: value for name, value in {**row["fields"], **values}.items() if value != ""}
    call.store.update(NexportSubscription, {"id": subscriber_id}, {"fields": fields})


def _shown(call: Call, row: Row) -> Row:
    organization = find(call, NexportOrganization, row["organization_id"], "organization")
    return {
        "subscription_id": row["id"],
        "user_id": row["user_id"],
        "org_id": row["organization_id"],
        "org_name": organization["name"],
        "org_short_name": organization["short_name"],
    }
