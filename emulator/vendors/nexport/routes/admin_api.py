"""AdminApi: access tokens, users, organizations, subscriptions, groups."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport.access import authentication
from emulator.vendors.nexport.directory import groups, organizations, subscriptions, users
from emulator.vendors.nexport.routing import router
from emulator.vendors.nexport.wire.page import Page


@router.post("/AdminApi/Authenticate", status_code=200)
def authenticate(call: Call, body: dict[str, Any]) -> Row:
    return authentication.issue_token(call, body)


@router.get("/AdminApi/ValidateAccessToken", status_code=200)
def validate_access_token(call: Call, access_token: str) -> Row:
    return authentication.describe_token(call, access_token)


@router.post("/AdminApi/CreateUser", status_code=200)
def create_user(call: Call, body: dict[str, Any]) -> Row:
    return users.create(call, body)


@router.get("/AdminApi/GetUser", status_code=200)
def get_user(call: Call, login_name: str | None, user_id: str | None) -> Row:
    return users.get(call, login_name, user_id)


@router.post("/AdminApi/AuthenticateUser", status_code=200)
def authenticate_user(call: Call, login_name: str, password: str) -> Row:
    return users.authenticate(call, login_name, password)


@router.get("/AdminApi/GetUserContactInformation", status_code=200)
def get_user_contact_information(call: Call, user_id: str) -> Row:
    return users.contact(call, user_id)


@router.get("/AdminApi/GetUsers", status_code=200)
def get_users(call: Call, search_term: str | None, page: Page) -> list[Row]:
    return users.search(call, search_term, page)


@router.post("/AdminApi/EditUser", status_code=200)
def edit_user(call: Call, body: dict[str, Any]) -> Row:
    return users.edit(call, body["user_id"], body.get("contact_info"))


@router.get("/AdminApi/GetOrganizations", status_code=200)
def get_organizations(call: Call, org_id: str, page: Page) -> list[Row]:
    return organizations.list_below(call, org_id, page)


@router.get("/AdminApi/GetSubscription", status_code=200)
def get_subscription(call: Call, user_id: str, org_id: str) -> Row:
    return subscriptions.get(call, user_id, org_id)


@router.get("/AdminApi/GetSubscriptions", status_code=200)
def get_subscriptions(call: Call, user_id: str, page: Page) -> list[Row]:
    return subscriptions.of_user(call, user_id, page)


@router.post("/AdminApi/SetCustomProfileFieldValues", status_code=200)
def set_custom_profile_field_values(call: Call, body: dict[str, Any]) -> None:
    subscriptions.set_profile_fields(call, body["subscriber_id"], body["custom_profile_field_values"])


@router.post("/AdminApi/CreateMembership", status_code=200)
def create_membership(call: Call, body: dict[str, Any]) -> Row:
    return groups.add_member(call, body["user_id"], body["group_ids"])


@router.post("/AdminApi/RemoveMembership", status_code=200)
def remove_membership(call: Call, body: dict[str, Any]) -> Row:
    return groups.remove_members(call, body["memberships"])


@router.post("/AdminApi/HasGroupPermission", status_code=200)
def has_group_permission(call: Call, body: dict[str, Any]) -> Row:
    return groups.permitted(call, body)


@router.post("/AdminApi/SearchGroupsForPermission", status_code=200)
def search_groups_for_permission(call: Call, body: dict[str, Any]) -> Row:
    return groups.where_permitted(call, body)
