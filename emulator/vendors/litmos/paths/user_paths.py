"""The rules of a user's learning paths."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.vendors.litmos import activities, messages
from emulator.vendors.litmos.errors import (
    LearningPathComesFromTeam,
    LearningPathIdRequired,
    LearningPathNotFound,
)
from emulator.vendors.litmos.paths import learning_paths, path_assignments
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosLearningPath, LitmosUserPath
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wire.page import Page

_LIST = Statement(
    select(
        LitmosLearningPath.id,
        LitmosLearningPath.name,
        LitmosLearningPath.active,
        LitmosLearningPath.original_id,
        LitmosUserPath.complete,
        LitmosUserPath.percentage_complete,
        LitmosUserPath.assigned_date,
        LitmosUserPath.start_date,
        LitmosUserPath.date_completed,
        LitmosUserPath.number,
        LitmosUserPath.access_till_date,
    )
    .join_from(LitmosUserPath, LitmosLearningPath, LitmosLearningPath.id == LitmosUserPath.path_id)
    .where(LitmosUserPath.user_id == bindparam("user_id"))
    .where(LitmosUserPath.active)
    .where(contains(LitmosLearningPath.name, "search"))
    .order_by(LitmosUserPath.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)


def find_all(world: World, userid: str, page: Page) -> list[Row]:
    """A page of the learning paths of a user, with their results, in the order in which they came."""
    user = users.find_row(world, userid)
    search = pattern_of(page.search or "")
    found = world.work.all(_LIST, user_id=user["id"], search=search, start=page.start, limit=page.limit)
    return [{**row, "result_id": str(row["number"])} for row in found]


def assign(world: World, userid: str, body: list[Row], *, send_message: bool | None) -> None:
    """Assign learning paths; unknown ones and those that the user has already are skipped. 404 if none of them exists."""
    user = users.find_row(world, userid)
    if any(not item.get("id") for item in body):
        raise LearningPathIdRequired()
    paths = learning_paths.known(world, body)
    if not paths:
        raise LearningPathNotFound("the list names no learning path that exists")
    new = path_assignments.give(world, [user["id"]], [path["id"] for path in paths], "user", user["id"])
    for path in paths:
        if (user["id"], path["id"]) in new:
            _note(world, "User Added To Learning Path", user, path)
    if send_message is not False:
        messages.path_given(world, new)


def remove(world: World, userid: str, learningpathid: str) -> None:
    """Take a learning path from a user. 404 if they do not have it, 406 if a team gave it to them (documented)."""
    user = users.find_row(world, userid)
    path = learning_paths.find(world, learningpathid)
    sources = path_assignments.sources(world, user["id"], learningpathid)
    if not sources:
        raise LearningPathNotFound("the user does not have it")
    if any(via == "team" for via, _ in sources):
        raise LearningPathComesFromTeam()
    path_assignments.take(world, [user["id"]], [learningpathid], "user", user["id"])
    _note(world, "User Removed From Learning Path", user, path)


def _note(world: World, activity: str, user: Row, path: Row) -> None:
    activities.note(world, "assignments", activity, "User", user, "LearningPath", path)
