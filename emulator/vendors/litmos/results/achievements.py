"""Achievements: what completed courses and learning paths earned."""

from functools import cache

from sqlalchemy import bindparam, or_, select

from emulator.contract.names import key_of
from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.store.tables import EPOCH
from emulator.vendors.litmos.errors import BadRequest, RecordNotFound, UserNotFound
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosAchievement, LitmosUser
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.period import moment_of

_COLUMNS = (
    LitmosAchievement.user_id,
    LitmosAchievement.title,
    LitmosAchievement.description,
    LitmosAchievement.achievement_date,
    LitmosAchievement.course_id,
    LitmosAchievement.compliant_till_date,
    LitmosAchievement.score,
    LitmosAchievement.result,
    LitmosAchievement.type,
    LitmosUser.first_name,
    LitmosUser.last_name,
    LitmosAchievement.number.label("achievement_id"),
    LitmosAchievement.certificate_id,
)
_BY_NAME = {column.name: column for column in _COLUMNS}
SEARCHED = (LitmosAchievement.title, LitmosAchievement.description, LitmosUser.first_name, LitmosUser.last_name)


def find_all(world: World, page: Page, since: str | None, userid: str | None) -> list[Row]:
    """A page of achievements, newest first; optionally of one user, or since a moment. 400 for an invalid date in since."""
    moment = EPOCH
    if since:
        found = moment_of(since)
        if found is None:
            raise BadRequest("since is no date")
        moment = found
    user_id = _user_id(world, userid) if userid else None
    statement = _list(page.sort, page.descending, user_id is not None)
    search = pattern_of(page.search or "")
    return world.work.all(statement, since=moment, user_id=user_id, search=search, start=page.start, limit=page.limit)


def _user_id(world: World, userid: str) -> str:
    try:
        return str(users.find_row(world, userid)["id"])
    except UserNotFound:
        raise RecordNotFound(f"there is no user {userid}") from None


@cache
def _list(sort: str | None, descending: bool, of_user: bool) -> Statement:
    statement = (
        select(*_COLUMNS)
        .join_from(LitmosAchievement, LitmosUser, LitmosUser.id == LitmosAchievement.user_id)
        .where(LitmosAchievement.achievement_date >= bindparam("since"))
        .where(or_(*(contains(column, "search") for column in SEARCHED)))
    )
    if of_user:
        statement = statement.where(LitmosAchievement.user_id == bindparam("user_id"))
    order = (_BY_NAME[key_of(sort)] if sort else LitmosAchievement.achievement_date, LitmosAchievement.number)
    statement = statement.order_by(*(column.desc() if descending else column for column in order))
    return Statement(statement.limit(bindparam("limit")).offset(bindparam("start")))
