"""The users of a course, and the results of all users' courses."""

from datetime import UTC, datetime

from sqlalchemy import bindparam, or_, select

from emulator.sandbox.world import World
from emulator.store.search import contains, contains_folded, pattern_of
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.courses.user_courses import overdue, up_to_date
from emulator.vendors.litmos.errors import TooManyRecords
from emulator.vendors.litmos.login_links import login_link
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosCourse, LitmosUser, LitmosUserCourse
from emulator.vendors.litmos.wire.many import paged
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.period import required_moment

MOST_RECORDS = 1000  # documented
END_OF_TIME = datetime.max.replace(tzinfo=UTC)
SEARCHED = (LitmosUser.user_name, LitmosUser.first_name, LitmosUser.last_name, LitmosUser.email)

_LIST = Statement(
    select(
        LitmosUser.id,
        LitmosUser.user_name,
        LitmosUser.first_name,
        LitmosUser.last_name,
        LitmosUserCourse.complete.label("completed"),
        LitmosUserCourse.percentage_complete,
        LitmosUserCourse.compliant_till,
        LitmosUserCourse.due_date,
        LitmosUserCourse.access_till_date,
    )
    .join_from(LitmosUserCourse, LitmosUser, LitmosUser.id == LitmosUserCourse.user_id)
    .where(LitmosUserCourse.course_id == bindparam("course_id"))
    .where(LitmosUserCourse.active)
    .where(contains_folded(LitmosUser.search_text, "search"))  # which most have not, and which is stored in lower case
    .where(or_(*(contains(column, "search") for column in SEARCHED)))
    .order_by(LitmosUserCourse.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_SINCE = paged(
    (
        LitmosUser.id,
        LitmosUser.original_id.label("user_original_id"),
        LitmosUser.user_name.label("username"),
        LitmosUser.first_name,
        LitmosUser.last_name,
        LitmosUser.active,
        LitmosUser.email,
        LitmosUser.access_level,
        LitmosUser.login_key,
        LitmosUserCourse.course_id,
        LitmosCourse.original_id.label("course_original_id"),
        LitmosUserCourse.updated_date,
        LitmosCourse.code,
        LitmosCourse.name.label("course_name"),
        LitmosUserCourse.complete,
        LitmosUserCourse.percentage_complete,
        LitmosUserCourse.date_completed.label("completed_date"),
        LitmosUserCourse.compliant_till.label("compliant_till_date"),
        LitmosUserCourse.due_date,
        LitmosCourse.updated_date.label("course_updated_date"),
    ),
    LitmosUserCourse,
    (
        (LitmosUser, LitmosUser.id == LitmosUserCourse.user_id),
        (LitmosCourse, LitmosCourse.id == LitmosUserCourse.course_id),
    ),
    (LitmosUserCourse.active, LitmosUserCourse.updated_date.between(bindparam("since"), bindparam("to"))),
    (LitmosUserCourse.updated_date, LitmosUserCourse.user_id, LitmosUserCourse.course_id),
)


def find_all(world: World, courseid: str, page: Page) -> list[Row]:
    """A page of the users who have a course, in the order of their assignment. 404 if the course does not exist."""
    courses.find(world, courseid)
    search = pattern_of(page.search or "")
    return world.work.all(_LIST, course_id=courseid, search=search, start=page.start, limit=page.limit)


def results_since(world: World, since: str | None, to: str | None, page: Page) -> list[Row]:
    """A page of the course results that changed since a moment, oldest first.

    406 without a valid since and for more than 1,000 records (documented); `to` may be left out, as clients do.
    """
    if page.limit > MOST_RECORDS:
        raise TooManyRecords()
    start = required_moment("since", since)
    end = required_moment("to", to) if to else END_OF_TIME
    rows = world.work.all(_SINCE, since=start, to=end, start=page.start, limit=page.limit)
    return [
        {
            **row,
            "login_key": login_link(world, row),
            "completed": row["complete"],
            "up_to_date": up_to_date(row),
            "overdue": overdue(world, row),
        }
        for row in rows
    ]
