"""E-commerce: items for sale."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.reports import ecommerce
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.wire.page import Page


@router.get("/org/ecommerce/courses", status_code=200)
def list_courses_for_sale(world: World, page: Page, since: str | None, to: str | None) -> Row:
    return ecommerce.courses_for_sale(world, since, to, page)


@router.get("/org/ecommerce/learningpaths", status_code=200)
def list_learning_paths_for_sale(world: World, page: Page, since: str | None, to: str | None) -> Row:
    return ecommerce.learning_paths_for_sale(world, since, to, page)


@router.get("/org/ecommerce/coursesessions", status_code=200)
def list_sessions_for_sale(world: World, page: Page, since: str | None, to: str | None) -> Row:
    return ecommerce.sessions_for_sale(world, since, to, page)
