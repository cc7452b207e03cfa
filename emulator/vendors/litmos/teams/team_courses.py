"""The courses of a team: assigned ones, which its members get, and those of its library, from which members choose.

A row without a learning path stands for both: `active` means that the course is assigned, `library` that it is in the library.
Documented: one request does one of the two. A row with a learning path belongs to that path.
"""

from typing import Any

from sqlalchemy import bindparam, or_, select

from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.store.statement import scoped
from emulator.vendors.litmos import activities, messages
from emulator.vendors.litmos.courses import course_assignments, courses
from emulator.vendors.litmos.errors import CourseComesFromLearningPath, TeamNotFound
from emulator.vendors.litmos.passed_over import note_passed_over
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosCourse, LitmosTeamCourse
from emulator.vendors.litmos.teams import team_members, teams
from emulator.vendors.litmos.wire.many import beyond, has_many
from emulator.vendors.litmos.wire.page import Page

FEW = 5_000
"""Up to so many courses of a team are sorted. A page of more is full before as many courses have been looked through, in a world of a
million."""

_OF_TEAM = select(LitmosTeamCourse.course_id).where(LitmosTeamCourse.team_id == bindparam("team_id"))
_BEYOND_FEW = beyond(_OF_TEAM, FEW)
_IN_TEAM = _OF_TEAM.where(scoped(LitmosTeamCourse.__table__), or_(LitmosTeamCourse.active, LitmosTeamCourse.library))


def _list(in_team: Any) -> Statement:
    return Statement(
        select(*LitmosCourse.__table__.c)
        .where(in_team)
        .where(or_(contains(LitmosCourse.name, "search"), contains(LitmosCourse.code, "search")))
        .order_by(LitmosCourse.number)
        .limit(bindparam("limit"))
        .offset(bindparam("start"))
    )


_SORTED = _list(LitmosCourse.id.in_(_IN_TEAM))
_LOOKED_THROUGH = _list(_IN_TEAM.where(LitmosTeamCourse.course_id == LitmosCourse.id).exists())
_BY_PATH = Statement(
    select(LitmosTeamCourse.path_id)
    .where(LitmosTeamCourse.team_id == bindparam("team_id"))
    .where(LitmosTeamCourse.course_id == bindparam("course_id"))
    .where(LitmosTeamCourse.path_id != "")
    .where(LitmosTeamCourse.active)
)
_OF_PATH = Statement(
    select(LitmosTeamCourse.course_id)
    .where(LitmosTeamCourse.team_id == bindparam("team_id"))
    .where(LitmosTeamCourse.path_id == bindparam("path_id"))
)


def find_all(world: World, teamid: str, page: Page) -> list[Row]:
    """A page of the courses that a team has: assigned, by a learning path, or in its library (CourseTeamLibrary tells)."""
    teams.find(world, teamid)
    search = pattern_of(page.search or "")
    statement = _LOOKED_THROUGH if not search and has_many(world, _BEYOND_FEW, team_id=teamid) else _SORTED
    found = world.work.all(statement, team_id=teamid, search=search, start=page.start, limit=page.limit)
    keys = ({"course_id": row["id"]} for row in found)
    world.work.read_ahead(LitmosTeamCourse, keys, team_id=teamid, path_id="")
    return [{**courses.shown(row), "course_team_library": _in_library(world, teamid, row["id"])} for row in found]


def assign(world: World, teamid: str, body: list[Row], *, sub_teams: bool | None, send_message: bool | None) -> None:
    """Assign courses to a team and its members, or put them into its library; unknown and existing ones are skipped (documented)."""
    teams.find(world, teamid)
    if not body:
        raise TeamNotFound("the list of courses is empty")
    new: list[tuple[str, str]] = []
    for team_id in teams.with_sub_teams(world, teamid, sub_teams):
        for course, library in _named(world, body):
            new += (_to_library if library else _to_team)(world, team_id, course)
    if send_message is not False:  # documented: sent unless told otherwise
        messages.team_course_given(world, dict.fromkeys(new))


def remove(world: World, teamid: str, body: list[Row]) -> None:
    """Remove courses from a team or its library. 403 for a course that it has through a learning path only."""
    teams.find(world, teamid)
    for course, library in _named(world, body):
        row = world.work.get(LitmosTeamCourse, team_id=teamid, course_id=course["id"], path_id="")
        if library and row is not None and row["library"]:
            _change(world, teamid, course, {"library": False}, "Course Removed From Team Library")
        elif not library and row is not None and row["active"]:
            _change(world, teamid, course, {"active": False}, "Course Removed From Team")
            course_assignments.take(world, team_members.member_ids(world, teamid), [course["id"]], "team", teamid)
        elif not library and world.work.one(_BY_PATH, team_id=teamid, course_id=course["id"]):
            raise CourseComesFromLearningPath()


def come_with_path(world: World, team_id: str, path_id: str, course_ids: list[str]) -> None:
    """A team has got a learning path, which brings its courses. Its members get them with the path."""
    key: Row = {"team_id": team_id, "path_id": path_id}
    known = {row["course_id"] for row in world.work.all(_OF_PATH, team_id=team_id, path_id=path_id)}
    place: Row = {**key, "active": True, "library": False, **stamped(world)}
    new = [{**place, "course_id": course_id} for course_id in course_ids if course_id not in known]
    world.work.insert_all(LitmosTeamCourse, new)
    back: Row = {**key, "active": True, **touched(world)}
    again = [{**back, "course_id": course_id} for course_id in course_ids if course_id in known]
    world.work.update_all(LitmosTeamCourse, ("team_id", "course_id", "path_id"), again)


def go_with_path(world: World, team_id: str, path_id: str) -> None:
    """A team has a learning path no more."""
    key = {"team_id": team_id, "path_id": path_id}
    world.work.update(LitmosTeamCourse, key, {"active": False, **touched(world)})


def _named(world: World, body: list[Row]) -> list[tuple[Row, bool]]:
    found, unknown = [], []
    for item in body:
        course = world.work.get(LitmosCourse, id=item.get("id") or "")
        if course is None:
            unknown.append(item.get("id") or "")
        else:
            found.append((course, bool(item.get("course_team_library"))))
    note_passed_over(world, "no such course", unknown)
    return found


def _to_team(world: World, team_id: str, course: Row) -> list[tuple[str, str]]:
    row = world.work.get(LitmosTeamCourse, team_id=team_id, course_id=course["id"], path_id="")
    if row is not None and row["active"]:
        return []
    _change(world, team_id, course, {"active": True}, "Course Added To Team")
    return course_assignments.give(world, team_members.member_ids(world, team_id), [course["id"]], "team", team_id)


def _to_library(world: World, team_id: str, course: Row) -> list[tuple[str, str]]:
    if not _in_library(world, team_id, course["id"]):
        _change(world, team_id, course, {"library": True}, "Course Added To Team Library")
    return []


def _in_library(world: World, team_id: str, course_id: str) -> bool:
    row = world.work.get(LitmosTeamCourse, team_id=team_id, course_id=course_id, path_id="")
    return row is not None and bool(row["library"])


def _change(world: World, team_id: str, course: Row, changes: dict[str, bool], activity: str) -> None:
    _put(world, team_id, course["id"], "", changes)
    activities.note(world, "assignments", activity, "Course", course, "Team", teams.find(world, team_id))


def _put(world: World, team_id: str, course_id: str, path_id: str, changes: dict[str, bool]) -> None:
    key = {"team_id": team_id, "course_id": course_id, "path_id": path_id}
    if world.work.get(LitmosTeamCourse, **key) is None:
        row = {**key, "active": False, "library": False, **changes, **stamped(world)}
        world.work.insert(LitmosTeamCourse, row)
    else:
        world.work.update(LitmosTeamCourse, key, {**changes, **touched(world)})
