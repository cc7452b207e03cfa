"""SsoApi: links that sign users in."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.pages import sign_in_links
from emulator.vendors.nexport.routing import router
from emulator.vendors.nexport.rows import Row


@router.post("/SsoApi/SignIn", status_code=200)
def sign_in(world: World, body: Row) -> Row:
    return sign_in_links.to_organization(world, body)


@router.post("/SsoApi/Classroom", status_code=200)
def classroom(world: World, body: Row) -> Row:
    return sign_in_links.to_classroom(world, body)
