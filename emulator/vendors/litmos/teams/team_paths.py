"""The rules of a team's learning paths: its members get them, and their courses with them."""

from typing import Any

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.listed import in_order
from emulator.store.search import contains, pattern_of
from emulator.vendors.litmos import activities, messages
from emulator.vendors.litmos.errors import TeamNotFound
from emulator.vendors.litmos.paths import learning_paths, path_assignments
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosLearningPath, LitmosTeamPath
from emulator.vendors.litmos.teams import team_courses, team_members, teams
from emulator.vendors.litmos.wire.many import beyond, has_many
from emulator.vendors.litmos.wire.page import Page

_BEYOND_FEW = beyond(
    select(LitmosTeamPath.path_id).where(LitmosTeamPath.team_id == bindparam("team_id")), team_courses.FEW
)


def _list(source: Any) -> Statement:
    return Statement(
        select(*LitmosLearningPath.__table__.c, LitmosTeamPath.library)
        .select_from(source)
        .where(LitmosTeamPath.team_id == bindparam("team_id"))
        .where(LitmosTeamPath.active)
        .where(contains(LitmosLearningPath.name, "search"))
        .order_by(LitmosLearningPath.number)
        .limit(bindparam("limit"))
        .offset(bindparam("start"))
    )


_SAME = LitmosLearningPath.id == LitmosTeamPath.path_id
_SORTED = _list(in_order(LitmosTeamPath.__table__, (LitmosLearningPath.__table__, _SAME)))
_LOOKED_THROUGH = _list(in_order(LitmosLearningPath.__table__, (LitmosTeamPath.__table__, _SAME)))


def find_all(world: World, teamid: str, page: Page) -> list[Row]:
    """A page of the learning paths of a team."""
    teams.find(world, teamid)
    search = pattern_of(page.search or "")
    statement = _LOOKED_THROUGH if not search and has_many(world, _BEYOND_FEW, team_id=teamid) else _SORTED
    found = world.work.all(statement, team_id=teamid, search=search, start=page.start, limit=page.limit)
    return [{**row, "learning_path_team_library": row["library"]} for row in found]


def assign(world: World, teamid: str, body: list[Row], *, sub_teams: bool | None, send_message: bool | None) -> None:
    """Assign learning paths to a team and its members; existing ones stay. 404 if none of those in the body exists."""
    paths = _named(world, teamid, body)
    new: list[tuple[str, str]] = []
    for team_id in teams.with_sub_teams(world, teamid, sub_teams):
        for path in paths:
            new += _assign_one(world, team_id, path)
    if send_message is not False:  # inferred from the courses of a team, where it is documented
        messages.path_given(world, dict.fromkeys(new))


def remove(world: World, teamid: str, body: list[Row]) -> None:
    """Remove learning paths from a team; members keep those they also have in another way. 404 if none of those in the body exists."""
    for path in _named(world, teamid, body):
        key = {"team_id": teamid, "path_id": path["id"]}
        row = world.work.get(LitmosTeamPath, **key)
        if row is None or not row["active"]:
            continue
        world.work.update(LitmosTeamPath, key, {"active": False, **touched(world)})
        team_courses.go_with_path(world, teamid, path["id"])
        path_assignments.take(world, team_members.member_ids(world, teamid), [path["id"]], "team", teamid)
        _note(world, "Learning Path Removed From Team", path, teamid)


def _named(world: World, teamid: str, body: list[Row]) -> list[Row]:
    teams.find(world, teamid)
    found = learning_paths.known(world, body)
    if not found:
        raise TeamNotFound("the body names no learning path that exists")
    return found


def _assign_one(world: World, team_id: str, path: Row) -> list[tuple[str, str]]:
    key = {"team_id": team_id, "path_id": path["id"]}
    row = world.work.get(LitmosTeamPath, **key)
    if row is not None and row["active"]:
        return []
    if row is None:
        world.work.insert(LitmosTeamPath, {**key, "active": True, "library": False, **stamped(world)})
    else:
        world.work.update(LitmosTeamPath, key, {"active": True, **touched(world)})
    team_courses.come_with_path(world, team_id, path["id"], path_assignments.course_ids(world, path["id"]))
    _note(world, "Learning Path Added To Team", path, team_id)
    return path_assignments.give(world, team_members.member_ids(world, team_id), [path["id"]], "team", team_id)


def _note(world: World, activity: str, path: Row, team_id: str) -> None:
    activities.note(world, "assignments", activity, "LearningPath", path, "Team", teams.find(world, team_id))
