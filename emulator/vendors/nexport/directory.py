"""Organizations and users."""

from sqlalchemy import select

from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.nexport.tables import NexportOrganization, NexportPermission, NexportUser

_ROOT = Statement(select(NexportOrganization.id).where(NexportOrganization.parent_id.is_(None)))


def root_id(call: Call) -> str:
    """The id of the organization at the top."""
    found: str = call.store.value(_ROOT)
    return found


def add_organization(
    call: Call, name: str, parent_id: str | None, *, new_id: str | None = None, short_name: str | None = None
) -> Row:
    """A new organization below another."""
    row = {"id": new_id or call.ids.uuid(), "parent_id": parent_id, "name": name, "short_name": short_name}
    call.store.insert(NexportOrganization, row)
    return row


def add_user(
    call: Call,
    login: str,
    password: str,
    organization_id: str,
    *,
    new_id: str | None = None,
    first_name: str = "",
    last_name: str = "",
    email: str | None = None,
    role: str | None = None,
) -> Row:
    """A new user; logins differ without regard to case (inferred)."""
    row = {
        "id": new_id or call.ids.uuid(),
        "organization_id": organization_id,
        "login": login,
        "login_folded": login.lower(),
        "password": password,
        "first_name": first_name,
        "last_name": last_name,
        "internal_email": email,
        "role": role,
    }
    call.store.insert(NexportUser, row)
    return row


def grant(call: Call, user_id: str, organization_id: str, permission: str) -> None:
    """Give a user a permission at an organization."""
    row = {"user_id": user_id, "organization_id": organization_id, "permission": permission}
    if call.store.get(NexportPermission, **row) is None:
        call.store.insert(NexportPermission, row)
