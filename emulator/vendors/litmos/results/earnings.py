"""The badges and points that users earned, each with the course or learning path that gave them."""

from typing import Any

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.errors import GamificationOff, TeamNotFound
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.settings import LitmosSettings
from emulator.vendors.litmos.tables import LitmosBadge, LitmosEarned, LitmosTeam, LitmosTeamUser, LitmosUser
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wire.page import Page

_BADGES = Statement(
    select(
        LitmosBadge.id,
        LitmosBadge.title,
        LitmosBadge.description,
        LitmosBadge.icon,
        LitmosBadge.icon_bg_color,
        LitmosBadge.icon_display_url,
    )
    .join_from(LitmosEarned, LitmosBadge, LitmosBadge.id == LitmosEarned.badge_id)
    .where(LitmosEarned.user_id == bindparam("user_id"))
    .group_by(*LitmosBadge.__table__.c)
    .order_by(func.min(LitmosEarned.number))
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_EARNED = (
    select(*LitmosEarned.__table__.c).where(LitmosEarned.user_id == bindparam("user_id")).order_by(LitmosEarned.number)
)
_ITEMS = Statement(_EARNED.limit(bindparam("limit")))
_ALL_ITEMS = Statement(_EARNED)
_SUMMARY = Statement(
    select(
        func.count(LitmosEarned.badge_id).label("total_badge_earned"),
        func.coalesce(func.sum(LitmosEarned.points), 0).label("points"),
    ).where(LitmosEarned.user_id == bindparam("user_id"))
)
_MEMBERS = Statement(
    select(LitmosUser.id, LitmosUser.first_name, LitmosUser.last_name)
    .join_from(LitmosTeamUser, LitmosUser, LitmosUser.id == LitmosTeamUser.user_id)
    .where(LitmosTeamUser.team_id == bindparam("team_id"))
    .where(LitmosTeamUser.active)
    .order_by(LitmosTeamUser.created_date, LitmosTeamUser.user_id)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
MOST_ITEMS = 1000  # of each member of a team; the vendor names no limit


def badges(world: World, userid: str, page: Page) -> list[Row]:
    """A page of a user's badges, in the order in which they were first earned."""
    user = _user(world, userid)
    return world.work.all(_BADGES, user_id=user["id"], start=page.start, limit=page.limit)


def summary(world: World, userid: str) -> Row:
    """The number of badges and points that a user earned; points are a decimal of two places (documented)."""
    row = world.work.one(_SUMMARY, user_id=_user(world, userid)["id"])
    assert row is not None
    return {"total_badge_earned": row["total_badge_earned"], "total_point_earned": decimal(row["points"])}


def details(world: World, userid: str, limit: int) -> list[Row]:
    """The badges and points that a user earned, oldest first."""
    return _items(world, world.work.all(_ITEMS, user_id=_user(world, userid)["id"], limit=limit))


def team_details(world: World, teamid: str, page: Page) -> list[Row]:
    """A page of a team's members, each with what they earned. 404 if the team does not exist."""
    _check_enabled(world)
    if world.work.get(LitmosTeam, id=teamid) is None:
        raise TeamNotFound()
    members = world.work.all(_MEMBERS, team_id=teamid, start=page.start, limit=page.limit)
    world.work.read_ahead(_ALL_ITEMS, ({"user_id": member["id"]} for member in members))
    earned = {member["id"]: world.work.all(_ALL_ITEMS, user_id=member["id"])[:MOST_ITEMS] for member in members}
    _read_badges_ahead(world, [row for rows in earned.values() for row in rows])
    return [{**member, "gamification_achieved_items": _items(world, earned[member["id"]])} for member in members]


def reset(world: World, userid: str) -> None:
    """Take a user's badges and points away."""
    user = _user(world, userid)
    world.work.delete(LitmosEarned, user_id=user["id"])
    world.work.update(LitmosUser, {"id": user["id"]}, {"points": 0})
    activities.note(world, "actions", "User Gamification Reset", "User", user)


def decimal(points: Any) -> str:
    """Points as the vendor writes them."""
    return f"{points:.2f}"


def _user(world: World, userid: str) -> Row:
    _check_enabled(world)
    return users.find_row(world, userid)


def _check_enabled(world: World) -> None:
    settings = world.sandbox.settings
    assert isinstance(settings, LitmosSettings)
    if not settings.litmos_gamification:
        raise GamificationOff('PATCH /_emulator/settings {"litmos_gamification": true} turns it on')


def _items(world: World, rows: list[Row]) -> list[Row]:
    _read_badges_ahead(world, rows)
    return [_item(world, row) for row in rows]


def _read_badges_ahead(world: World, rows: list[Row]) -> None:
    world.work.read_ahead(LitmosBadge, ({"id": row["badge_id"]} for row in rows if row["badge_id"]))


def _item(world: World, row: Row) -> Row:
    of_course = row["item_kind"] == "course"
    path = [{"id": row["id"], "learning_path_id": row["item_id"], "learning_path_name": row["item_name"]}]
    course = [{"id": row["id"], "course_id": row["item_id"], "course_name": row["item_name"]}]
    return {
        **row,
        "earned_point": decimal(row["points"]),
        "earned_badge_id": row["badge_id"],
        "badge": world.work.get(LitmosBadge, id=row["badge_id"]) if row["badge_id"] else None,
        "gamification_learning_path_item_list": [] if of_course else path,
        "gamification_course_item_list": course if of_course else [],
    }
