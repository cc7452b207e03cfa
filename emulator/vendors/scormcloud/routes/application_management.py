"""Application management: tokens, asked for by a document."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import tokens
from emulator.vendors.scormcloud.routing import routes


@routes.operation("createToken")
def create_token(call: Call, body: dict[str, Any]) -> dict[str, str]:
    if body["permissions"].get("application_name"):
        call.hint("permissions.applicationName has no effect: the token is for the caller's application")
    return {"result": tokens.issue(call, body["permissions"].get("scopes") or [], body["expiry"])}
