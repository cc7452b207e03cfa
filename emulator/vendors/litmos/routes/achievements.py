"""Achievements."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import achievements
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import router


@router.get("/achievements", status_code=200)
def list_achievements(call: Call, page: Page, since: str | None, userid: str | None) -> list[Row]:
    return achievements.find_all(call, page, since, userid)
