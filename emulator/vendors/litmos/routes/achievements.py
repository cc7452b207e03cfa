"""Achievements."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.results import achievements
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.wire.page import Page


@router.get("/achievements", status_code=200)
def list_achievements(call: Call, page: Page, since: str | None, userid: str | None) -> list[Row]:
    return achievements.find_all(call, page, since, userid)
