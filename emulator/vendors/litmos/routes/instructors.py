"""Instructors and what they hold."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.training import instructors, session_lists
from emulator.vendors.litmos.wire.page import Page


@router.get("/instructors", status_code=200)
def list_instructors(call: Call, page: Page) -> list[Row]:
    return instructors.find_all(call, page)


@router.get("/instructors/{instructorid}/sessions", status_code=200)
def list_sessions_of_instructor(call: Call, instructorid: str, page: Page) -> list[Row]:
    return session_lists.of_instructor(call, instructors.find_row(call, instructorid)["id"], page)
