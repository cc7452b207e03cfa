"""The rules of locations: where sessions are held."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosLocation
from emulator.vendors.litmos.wire.page import Page

_LIST = Statement(
    select(*LitmosLocation.__table__.c)
    .order_by(LitmosLocation.location_id)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)


def find_all(world: World, page: Page) -> list[Row]:
    """A page of the locations."""
    return world.work.all(_LIST, start=page.start, limit=page.limit)
