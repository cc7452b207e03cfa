"""The rules of a team's courses: those its members get, and those of its library, which they may choose from.

A row without a learning path stands for both: `active` that the course is assigned, `library` that it is in the library. Documented:
one request does one of the two. A row with a learning path came with that.
"""

from typing import Any

from sqlalchemy import bindparam, or_, select

from emulator.store.search import contains, pattern_of
from emulator.store.statement import Row, Statement, scoped
from emulator.vendors.call import Call
from emulator.vendors.litmos import activities, messages
from emulator.vendors.litmos.courses import course_assignments, courses
from emulator.vendors.litmos.errors import CourseComesFromLearningPath, TeamNotFound
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosCourse, LitmosTeamCourse
from emulator.vendors.litmos.teams import team_members, teams
from emulator.vendors.litmos.wire.page import Page

_IN_TEAM = (
    select(LitmosTeamCourse.course_id)
    .where(scoped(LitmosTeamCourse.__table__))
    .where(LitmosTeamCourse.team_id == bindparam("team_id"))
    .where(or_(LitmosTeamCourse.active, LitmosTeamCourse.library))
)
_LIST = Statement(
    select(*LitmosCourse.__table__.c)
    .where(LitmosCourse.id.in_(_IN_TEAM))
    .where(or_(contains(LitmosCourse.name, "search"), contains(LitmosCourse.code, "search")))
    .order_by(LitmosCourse.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_BY_PATH = Statement(
    select(LitmosTeamCourse.path_id)
    .where(LitmosTeamCourse.team_id == bindparam("team_id"))
    .where(LitmosTeamCourse.course_id == bindparam("course_id"))
    .where(LitmosTeamCourse.path_id != "")
    .where(LitmosTeamCourse.active)
)


def find_all(call: Call, teamid: str, page: Page) -> list[Row]:
    """A page of the courses that a team has: assigned, by a learning path, or in its library (CourseTeamLibrary tells)."""
    teams.find(call, teamid)
    search = pattern_of(page.search or "")
    found = call.store.all(_LIST, team_id=teamid, search=search, start=page.start, limit=page.limit)
    return [{**courses.shown(row), "course_team_library": _in_library(call, teamid, row["id"])} for row in found]


def assign(
    call: Call, teamid: str, body: list[dict[str, Any]], *, sub_teams: bool | None, send_message: bool | None
) -> None:
    """Assign courses to a team and its members, or put them into its library; what is unknown or there is passed over (documented)."""
    teams.find(call, teamid)
    if not body:
        raise TeamNotFound("the list of courses is empty")
    new: list[tuple[str, str]] = []
    for team_id in teams.with_sub_teams(call, teamid, sub_teams):
        for course, library in _named(call, body):
            new += (_to_library if library else _to_team)(call, team_id, course)
    if send_message is not False:  # documented: sent unless told otherwise
        messages.team_course_given(call, dict.fromkeys(new))


def remove(call: Call, teamid: str, body: list[dict[str, Any]]) -> None:
    """Take courses from a team, or out of its library. 403 for one that it has by a learning path alone."""
    teams.find(call, teamid)
    for course, library in _named(call, body):
        row = call.store.get(LitmosTeamCourse, team_id=teamid, course_id=course["id"], path_id="")
        if library and row is not None and row["library"]:
            _change(call, teamid, course, {"library": False}, "Course Removed From Team Library")
        elif not library and row is not None and row["active"]:
            _change(call, teamid, course, {"active": False}, "Course Removed From Team")
            course_assignments.take(call, team_members.member_ids(call, teamid), [course["id"]], "team", teamid)
        elif not library and call.store.one(_BY_PATH, team_id=teamid, course_id=course["id"]):
            raise CourseComesFromLearningPath()


def come_with_path(call: Call, team_id: str, path_id: str, course_ids: list[str]) -> None:
    """A team has got a learning path, which brings its courses. Its members get them with the path."""
    for course_id in course_ids:
        _put(call, team_id, course_id, path_id, {"active": True})


def go_with_path(call: Call, team_id: str, path_id: str) -> None:
    """A team has a learning path no more."""
    key = {"team_id": team_id, "path_id": path_id}
    call.store.update(LitmosTeamCourse, key, {"active": False, **touched(call)})


def _named(call: Call, body: list[dict[str, Any]]) -> list[tuple[Row, bool]]:
    found = []
    for item in body:
        course = call.store.get(LitmosCourse, id=item.get("id") or "")
        if course is None:
            call.hint("unknown course ids were passed over, as the vendor does")
        else:
            found.append((course, bool(item.get("course_team_library"))))
    return found


def _to_team(call: Call, team_id: str, course: Row) -> list[tuple[str, str]]:
    row = call.store.get(LitmosTeamCourse, team_id=team_id, course_id=course["id"], path_id="")
    if row is not None and row["active"]:
        return []
    _change(call, team_id, course, {"active": True}, "Course Added To Team")
    return course_assignments.give(call, team_members.member_ids(call, team_id), [course["id"]], "team", team_id)


def _to_library(call: Call, team_id: str, course: Row) -> list[tuple[str, str]]:
    if not _in_library(call, team_id, course["id"]):
        _change(call, team_id, course, {"library": True}, "Course Added To Team Library")
    return []


def _in_library(call: Call, team_id: str, course_id: str) -> bool:
    row = call.store.get(LitmosTeamCourse, team_id=team_id, course_id=course_id, path_id="")
    return row is not None and bool(row["library"])


def _change(call: Call, team_id: str, course: Row, changes: dict[str, bool], activity: str) -> None:
    _put(call, team_id, course["id"], "", changes)
    activities.note(call, "assignments", activity, "Course", course, "Team", teams.find(call, team_id))


def _put(call: Call, team_id: str, course_id: str, path_id: str, changes: dict[str, bool]) -> None:
    key = {"team_id": team_id, "course_id": course_id, "path_id": path_id}
    if call.store.get(LitmosTeamCourse, **key) is None:
        row = {**key, "active": False, "library": False, **changes, **stamped(call)}
        call.store.insert(LitmosTeamCourse, row)
    else:
        call.store.update(LitmosTeamCourse, key, {**changes, **touched(call)})
