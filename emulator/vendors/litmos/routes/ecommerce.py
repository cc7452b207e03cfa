"""E-commerce: what is for sale."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import ecommerce
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_org_ecommerce_courses")
def list_courses_for_sale(call: Call, page: Page, since: str | None, to: str | None) -> Row:
    return ecommerce.courses_for_sale(call, since, to, page)


@routes.operation("get_org_ecommerce_learningpaths")
def list_learning_paths_for_sale(call: Call, page: Page, since: str | None, to: str | None) -> Row:
    return ecommerce.learning_paths_for_sale(call, since, to, page)


@routes.operation("get_org_ecommerce_coursesessions")
def list_sessions_for_sale(call: Call, page: Page, since: str | None, to: str | None) -> Row:
    return ecommerce.sessions_for_sale(call, since, to, page)
