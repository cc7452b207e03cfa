"""AdminApi: access tokens, users, organizations, subscriptions, groups."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport import authentication, groups, organizations, subscriptions, users
from emulator.vendors.nexport.page import Page
from emulator.vendors.nexport.routing import routes


@routes.operation("AdminApi_Authenticate")
def authenticate(call: Call, body: dict[str, Any]) -> Row:
    return authentication.issue_token(call, body)


@routes.operation("AdminApi_ValidateAccessToken")
def validate_access_token(call: Call, access_token: str) -> Row:
    return authentication.describe_token(call, access_token)


@routes.operation("AdminApi_CreateUser")
def create_user(call: Call, body: dict[str, Any]) -> Row:
    return users.create(call, body)


@routes.operation("AdminApi_GetUser")
def get_user(call: Call, login_name: str | None, user_id: str | None) -> Row:
    return users.get(call, login_name, user_id)


@routes.operation("AdminApi_AuthenticateUser")
def authenticate_user(call: Call, login_name: str, password: str) -> Row:
    return users.authenticate(call, login_name, password)


@routes.operation("AdminApi_GetUserContactInformation")
def get_user_contact_information(call: Call, user_id: str) -> Row:
    return users.contact(call, user_id)


@routes.operation("AdminApi_GetUsers")
def get_users(call: Call, search_term: str | None, page: Page) -> list[Row]:
    return users.search(call, search_term, page)


@routes.operation("AdminApi_EditUser")
def edit_user(call: Call, body: dict[str, Any]) -> Row:
    return users.edit(call, body["user_id"], body.get("contact_info"))


@routes.operation("AdminApi_GetOrganizations")
def get_organizations(call: Call, org_id: str, page: Page) -> list[Row]:
    return organizations.list_below(call, org_id, page)


@routes.operation("AdminApi_GetSubscription")
def get_subscription(call: Call, user_id: str, org_id: str) -> Row:
    return subscriptions.get(call, user_id, org_id)


@routes.operation("AdminApi_GetSubscriptions")
def get_subscriptions(call: Call, user_id: str, page: Page) -> list[Row]:
    return subscriptions.of_user(call, user_id, page)


@routes.operation("AdminApi_SetCustomProfileFieldValues")
def set_custom_profile_field_values(call: Call, body: dict[str, Any]) -> None:
    subscriptions.set_profile_fields(call, body["subscriber_id"], body["custom_profile_field_values"])


@routes.operation("AdminApi_CreateMembership")
def create_membership(call: Call, body: dict[str, Any]) -> Row:
    return groups.add_member(call, body["user_id"], body["group_ids"])


@routes.operation("AdminApi_RemoveMembership")
def remove_membership(call: Call, body: dict[str, Any]) -> Row:
    return groups.remove_members(call, body["memberships"])


@routes.operation("AdminApi_HasGroupPermission")
def has_group_permission(call: Call, body: dict[str, Any]) -> Row:
    return groups.permitted(call, body)


@routes.operation("AdminApi_SearchGroupsForPermission")
def search_groups_for_permission(call: Call, body: dict[str, Any]) -> Row:
    return groups.where_permitted(call, body)
