"""Authentication: tokens, asked for by a form."""

from datetime import timedelta

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.access import tokens
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row


@router.post("/oauth/authenticate/application/token", status_code=200)
def get_app_token(world: World, body: Row) -> Row:
    seconds = body["expiration"]
    token = tokens.issue(world, body["scope"].split(), world.now() + timedelta(seconds=seconds))
    return {"access_token": token, "expires_in": seconds, "token_type": "bearer"}
