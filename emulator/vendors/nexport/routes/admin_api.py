"""AdminApi: access tokens."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport import authentication
from emulator.vendors.nexport.routing import routes


@routes.operation("AdminApi_Authenticate")
def authenticate(call: Call, body: dict[str, Any]) -> Row:
    return authentication.issue_token(call, body)


@routes.operation("AdminApi_ValidateAccessToken")
def validate_access_token(call: Call, access_token: str) -> Row:
    return authentication.describe_token(call, access_token)
