"""The operations whose calls can be turned into entries of the section."""

from emulator.vendors.for_seeds.made_by_calls import MadeByCall

MADE_BY_CALLS = {
    "AdminApi_CreateUser": MadeByCall(
        "users", renamed={"owner_org_id": "organization", "contact_info": "contact"}, answered={"user_id": "id"}
    ),
}
