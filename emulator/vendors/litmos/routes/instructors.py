"""Instructors and what they hold."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import instructors, session_lists
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_instructors")
def list_instructors(call: Call, page: Page) -> list[Row]:
    return instructors.find_all(call, page)


@routes.operation("get_instructors_instructorid_sessions")
def list_sessions_of_instructor(call: Call, instructorid: str, page: Page) -> list[Row]:
    return session_lists.of_instructor(call, instructors.find_row(call, instructorid)["id"], page)
