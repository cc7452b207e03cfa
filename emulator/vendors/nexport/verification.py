"""How NexPort Campus is verified: by reads, and with --leave by creating users, which its API cannot delete."""

from emulator.vendors.scenarios.reads import Reads
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Credential, Verification

NOBODY = "00000000-0000-4000-8000-000000000001"

READS = Reads(
    query={"per_page": "2"},
    lists=(
        Step(operation="AdminApi_ValidateAccessToken"),
        Step(operation="AdminApi_GetUsers", query={"per_page": "2"}, binds={"user_id": "[0].user_id"}),
        Step(operation="AdminApi_GetUsers", query={"per_page": "2", "page": "100000"}),
        Step(operation="AdminApi_GetUser", query={"user_id": "{user_id}"}),
        Step(
            operation="AdminApi_GetSubscriptions",
            query={"user_id": "{user_id}"},
            binds={"org_id": "[0].org_id", "base_org_id": "[0].org_id"},
        ),
        Step(
            operation="LearningApi_SearchEnrollments",
            body={"org_ids": ["{org_id}"]},
            binds={
                "enrollment_id": "enrollments[0].enrollment_id",
                "section_id": "enrollments[0].syllabus_id",
                "training_plan_id": "enrollments[0].syllabus_id",
            },
        ),
        Step(
            operation="LearningApi_GetCatalogs",
            body={"org_id": "{org_id}", "publishing_model": 0, "catalog_access_option": 0},
            binds={"catalog_id": "catalogs[0].catalog_id"},
        ),
    ),
)
REFUSALS = Scenario(
    name="refusals",
    steps=(
        Step(operation="AdminApi_GetUserContactInformation", query={"user_id": NOBODY}),
        Step(operation="LearningApi_GetSection", query={"section_id": NOBODY}),
        Step(operation="LearningApi_GetSection", query={"section_id": "no-id"}),
        Step(operation="LearningApi_GetCatalog", query={"catalog_id": NOBODY}),
        Step(operation="AdminApi_ValidateAccessToken", also={"access_token": "lms-emulator-wrong"}),
        Step(
            operation="AdminApi_Authenticate",
            body={"username": "{username}", "password": "lms-emulator-wrong", "grant_type": "password"},
        ),
    ),
)

_USER = {
    "owner_org_id": "{org}",
    "login": "{prefix}-a",
    "password": "lms-emulator-{prefix}",
    "first_name": "Verify",
    "last_name": "Number 1",
    "email": "{prefix}-a@example.com",
}
USERS = Scenario(
    name="users",
    writes=True,
    leaves="a user",
    steps=(
        Step(operation="AdminApi_GetUsers", query={"per_page": "1"}, binds={"somebody": "[0].user_id"}),
        Step(operation="AdminApi_GetSubscriptions", query={"user_id": "{somebody}"}, binds={"org": "[0].org_id"}),
        Step(operation="AdminApi_CreateUser", body=_USER, binds={"user": "user_id"}),
        Step(operation="AdminApi_CreateUser", body=_USER),
        Step(operation="AdminApi_GetUser", query={"user_id": "{user}"}),
        Step(operation="AdminApi_GetUser", query={"login_name": "{prefix}-a"}),
        Step(operation="AdminApi_GetUsers", query={"search_term": "{prefix}"}),
        Step(operation="AdminApi_AuthenticateUser", query={"login_name": "{prefix}-a", "password": _USER["password"]}),
        Step(operation="AdminApi_AuthenticateUser", query={"login_name": "{prefix}-a", "password": "wrong"}),
        Step(
            operation="AdminApi_EditUser",
            body={"user_id": "{user}", "contact_info": {"city": "Springfield", "phone": "555-0100"}},
        ),
        Step(operation="AdminApi_GetUserContactInformation", query={"user_id": "{user}"}),
        Step(operation="AdminApi_CreateSubscription", body={"user_id": "{user}", "org_id": "{org}"}),
        Step(operation="AdminApi_GetSubscription", query={"user_id": "{user}", "org_id": "{org}"}),
        Step(operation="AdminApi_GetSubscriptions", query={"user_id": "{user}"}),
    ),
)

VERIFICATION = Verification(
    credentials=(
        Credential(name="username", variable="NEXPORT_USERNAME", emulated="api.user"),
        Credential(name="password", variable="NEXPORT_PASSWORD", emulated="emulator-password"),
    ),
    query={"access_token": "{access_token}"},
    login=Step(
        operation="AdminApi_Authenticate",
        body={"username": "{username}", "password": "{password}", "grant_type": "password"},
        binds={"access_token": "access_token"},
    ),
    check=Step(operation="AdminApi_ValidateAccessToken"),
    refused=(401, 403, 422),
    pace=60,  # no limit is known
    reads=READS,
    omits_empty=True,
    scenarios=(REFUSALS, USERS),
)
