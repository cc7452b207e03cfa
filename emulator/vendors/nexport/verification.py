"""How NexPort Campus is verified: by reads alone. What its API creates, no operation of it deletes, so nothing is created."""

from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Credential, Verification

NOBODY = "00000000-0000-4000-8000-000000000001"

READS = Scenario(
    name="reads",
    steps=(
        Step(operation="AdminApi_ValidateAccessToken"),
        Step(operation="AdminApi_GetUsers", query={"per_page": "2"}, binds={"user": "[0].user_id"}),
        Step(operation="AdminApi_GetUsers", query={"per_page": "2", "page": "100000"}),
        Step(operation="AdminApi_GetUser", query={"user_id": "{user}"}),
        Step(operation="AdminApi_GetUserContactInformation", query={"user_id": "{user}"}),
        Step(operation="AdminApi_GetSubscriptions", query={"user_id": "{user}"}),
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
    pace=60,  # no limit of it is known
    scenarios=(READS, REFUSALS),
)
