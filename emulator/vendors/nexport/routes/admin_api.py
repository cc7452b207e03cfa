"""AdminApi: access tokens, users, organizations, subscriptions, groups."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.access import authentication
from emulator.vendors.nexport.directory import groups, organizations, subscriptions, users
from emulator.vendors.nexport.routing import router
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.wire.page import Page


@router.post("/AdminApi/Authenticate", status_code=200)
def authenticate(world: World, body: Row) -> Row:
    return authentication.issue_token(world, body)


@router.get("/AdminApi/ValidateAccessToken", status_code=200)
def validate_access_token(world: World, access_token: str) -> Row:
    return authentication.describe_token(world, access_token)


@router.post("/AdminApi/CreateUser", status_code=200)
def create_user(world: World, body: Row) -> Row:
    return users.create(world, body)


@router.get("/AdminApi/GetUser", status_code=200)
def get_user(world: World, login_name: str | None, user_id: str | None) -> Row:
    return users.get(world, login_name, user_id)


@router.post("/AdminApi/AuthenticateUser", status_code=200)
def authenticate_user(world: World, login_name: str, password: str) -> Row:
    return users.authenticate(world, login_name, password)


@router.get("/AdminApi/GetUserContactInformation", status_code=200)
def get_user_contact_information(world: World, user_id: str) -> Row:
    return users.contact(world, user_id)


@router.get("/AdminApi/GetUsers", status_code=200)
def get_users(world: World, search_term: str | None, page: Page) -> list[Row]:
    return users.search(world, search_term, page)


@router.post("/AdminApi/EditUser", status_code=200)
def edit_user(world: World, body: Row) -> Row:
    return users.edit(world, body["user_id"], body.get("contact_info"))


@router.get("/AdminApi/GetOrganizations", status_code=200)
def get_organizations(world: World, org_id: str, page: Page) -> list[Row]:
    return organizations.list_below(world, org_id, page)


@router.get("/AdminApi/GetSubscription", status_code=200)
def get_subscription(world: World, user_id: str, org_id: str) -> Row:
    return subscriptions.get(world, user_id, org_id)


@router.get("/AdminApi/GetSubscriptions", status_code=200)
def get_subscriptions(world: World, user_id: str, page: Page) -> list[Row]:
    return subscriptions.of_user(world, user_id, page)


@router.post("/AdminApi/CreateSubscription", status_code=200)
def create_subscription(world: World, body: Row) -> Row:
    return subscriptions.create(world, body["user_id"], body["org_id"])


@router.get("/AdminApi/SearchDirectory", status_code=200)
def search_directory(world: World, base_org_id: str, search_term: str | None, page: Page) -> list[Row]:
    return organizations.search(world, base_org_id, search_term, page)


@router.post("/AdminApi/SetCustomProfileFieldValues", status_code=200)
def set_custom_profile_field_values(world: World, body: Row) -> None:
    subscriptions.set_profile_fields(world, body["subscriber_id"], body["custom_profile_field_values"])


@router.post("/AdminApi/CreateMembership", status_code=200)
def create_membership(world: World, body: Row) -> Row:
    return groups.add_member(world, body["user_id"], body["group_ids"])


@router.post("/AdminApi/RemoveMembership", status_code=200)
def remove_membership(world: World, body: Row) -> Row:
    return groups.remove_members(world, body["memberships"])


@router.post("/AdminApi/HasGroupPermission", status_code=200)
def has_group_permission(world: World, body: Row) -> Row:
    return groups.permitted(world, body)


@router.post("/AdminApi/SearchGroupsForPermission", status_code=200)
def search_groups_for_permission(world: World, body: Row) -> Row:
    return groups.where_permitted(world, body)
