"""Permissions: given to a user at an organization, they hold there and in everything below it."""

from sqlalchemy import bindparam, or_, select

from emulator.store.statement import Statement
from emulator.vendors.call import Call
from emulator.vendors.nexport.errors import NotAuthorized
from emulator.vendors.nexport.tables import NexportOrganization, NexportPermission

EVERY = "*"
"""In place of a permission's name: all of them."""

_HELD_AT = Statement(
    select(NexportPermission.organization_id).where(
        NexportPermission.user_id == bindparam("user_id"),
        or_(NexportPermission.permission == bindparam("permission"), NexportPermission.permission == EVERY),
    )
)


def require(call: Call, organization_id: str) -> None:
    """Refuse the call (403) unless the caller has the operation's permission in the organization or an ancestor."""
    assert call.operation is not None
    permission = call.operation.auth["permission"]
    held_at = {
        row["organization_id"] for row in call.store.all(_HELD_AT, user_id=call.principal, permission=permission)
    }
    node: str | None = organization_id
    while node is not None:
        if node in held_at:
            return
        organization = call.store.get(NexportOrganization, id=node)
        node = organization["parent_id"] if organization else None
    raise NotAuthorized(f"needs the permission {permission} in organization {organization_id} or an ancestor of it")
