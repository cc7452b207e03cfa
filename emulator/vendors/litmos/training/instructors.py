"""Instructors of sessions. Inferred, as the documents do not say: every active user above a learner, and users that a seed names."""

from sqlalchemy import bindparam, exists, or_, select

from emulator.sandbox.world import World
from emulator.store.search import contains_folded, pattern_of
from emulator.store.statement import scoped
from emulator.vendors.litmos.errors import InstructorInvalid, InstructorNotFound
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosInstructor, LitmosUser
from emulator.vendors.litmos.users.users import LISTED
from emulator.vendors.litmos.wire.page import Page

SEVERAL = "0"
"""Documented: the InstructorUserId of a session with several instructors."""

_columns = LitmosUser.__table__.c
_NAMED = exists(
    select(LitmosInstructor.user_id)
    .where(scoped(LitmosInstructor.__table__))
    .where(LitmosInstructor.user_id == _columns.id)
)
_LIST = Statement(
    select(*(_columns[key] for key in LISTED))
    .where(_columns.active)
    .where(or_(_columns.access_level != "Learner", _NAMED))
    .where(contains_folded(_columns.search_text, "search"))
    .order_by(_columns.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)


def find_all(world: World, page: Page) -> list[Row]:
    """A page of the instructors, as users are listed."""
    return world.work.all(_LIST, search=pattern_of(page.search or ""), start=page.start, limit=page.limit)


def find_row(world: World, instructorid: str) -> Row:
    """The user row of an instructor. 404 if the user does not exist or is not an instructor."""
    user = world.work.get(LitmosUser, id=instructorid)
    user = user or world.work.get(LitmosUser, user_name_folded=instructorid.lower())
    if user is None or not _may_instruct(world, user):
        raise InstructorNotFound()
    return user


def check(world: World, instructor_user_id: str) -> None:
    """Check that a session can have this instructor. 403 if not."""
    if instructor_user_id == SEVERAL:
        return
    user = world.work.get(LitmosUser, id=instructor_user_id)
    if user is None or not _may_instruct(world, user):
        raise InstructorInvalid("an instructor is an active user above a learner, or one that a seed names")


def name_of(world: World, instructor_user_id: str) -> str:
    """The instructor's name in a session (documented for several instructors)."""
    if instructor_user_id == SEVERAL:
        return "Multiple Instructors"
    user = world.work.get(LitmosUser, id=instructor_user_id)
    return user["full_name"] or "" if user else ""


def _may_instruct(world: World, user: Row) -> bool:
    named = world.work.get(LitmosInstructor, user_id=user["id"]) is not None
    return bool(user["active"]) and (user["access_level"] != "Learner" or named)
