"""Which operations make what an entry of the section describes."""

from emulator.vendors.for_seeds.made_by_calls import MadeByCall

MADE_BY_CALLS = {
    "AdminApi_CreateUser": MadeByCall(
        "users", renamed={"owner_org_id": "organization", "contact_info": "contact"}, answered={"user_id": "id"}
    ),
}
