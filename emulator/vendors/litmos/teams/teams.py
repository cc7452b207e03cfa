"""The rules of teams and sub-teams."""

from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy import delete as delete_statement

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.search import contains, pattern_of
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.access import leadership
from emulator.vendors.litmos.errors import BadRequest, TeamIdMismatch, TeamNameTaken, TeamNotFound
from emulator.vendors.litmos.ids import new_id, new_original_id
from emulator.vendors.litmos.removal import forget
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosTeam
from emulator.vendors.litmos.teams import team_members
from emulator.vendors.litmos.wire.page import Page

_DELETE = Statement(delete_statement(LitmosTeam.__table__).where(among(LitmosTeam.id, "ids")))


def create(world: World, body: Row, parent: str | None = None) -> Row:
    """A new team, below `parent` or the ParentTeamId of the body. 409 for a name that is taken, 404 for an unknown parent."""
    above = parent or body.get("parent_team_id") or ""
    if above:
        find(world, above)
    name = _name(body)
    if world.work.get(LitmosTeam, name_folded=name.lower()):
        raise TeamNameTaken()
    number = new_original_id(world.ids)
    row: Row = {
        "id": new_id(world.ids),
        "number": number,
        "original_id": number,
        "parent_id": above,
        "name": name,
        "name_folded": name.lower(),
        "description": body.get("description") or "",
        **stamped(world),
    }
    world.work.insert(LitmosTeam, row)
    activities.note(world, "actions", "Team Created", "Team", row)
    return shown(row)


def find(world: World, teamid: str) -> Row:
    """A team by Id. 404 if there is none."""
    row = world.work.get(LitmosTeam, id=teamid)
    if row is None:
        raise TeamNotFound(teamid=teamid)
    return shown(row)


def find_all(world: World, page: Page) -> list[Row]:
    """A page of all teams and sub-teams, in the order of their creation; `search` looks into the name (documented)."""
    return _page(world, _list(False), page)


def find_below(world: World, teamid: str, page: Page) -> list[Row]:
    """A page of the sub-teams directly below a team."""
    find(world, teamid)
    return _page(world, _list(True), page, parent_id=teamid)


def update(world: World, teamid: str, body: Row) -> None:
    """Change the members in the body; another ParentTeamId moves the team with all its sub-teams (inferred)."""
    row = find(world, teamid)
    if body.get("id") and body["id"] != teamid:
        raise TeamIdMismatch()
    name = _name(body)
    other = world.work.get(LitmosTeam, name_folded=name.lower())
    if other is not None and other["id"] != teamid:
        raise TeamNameTaken()
    above = body.get("parent_team_id") or row["parent_id"]
    if above and above != row["parent_id"]:
        find(world, above)
        if above in (teamid, *leadership.below(world, teamid)):
            raise BadRequest("a team cannot be below itself")
    description = body.get("description")
    changes: Row = {
        "name": name,
        "name_folded": name.lower(),
        "parent_id": above,
        "description": row["description"] if description is None else description,
    }
    world.work.update(LitmosTeam, {"id": teamid}, {**changes, **touched(world)})
    activities.note(world, "actions", "Team Updated", "Team", {**row, **changes})


def delete(world: World, teamid: str) -> None:
    """Delete a team and its sub-teams; their members lose what they have only through them."""
    team = find(world, teamid)
    gone = [*reversed(leadership.below(world, teamid)), teamid]
    team_members.dissolve(world, gone)
    forget(world, "team_id", *gone)
    world.work.run(_DELETE, ids=listed(gone))
    activities.note(world, "actions", "Team Deleted", "Team", team)


def with_sub_teams(world: World, teamid: str, include: bool | None) -> list[str]:
    """The team, and if asked to every team below it."""
    return [teamid, *leadership.below(world, teamid)] if include else [teamid]


def shown(row: Row) -> Row:
    """A row as the API shows it. Recorded: the bulk import code is OriginalId-NameWithoutSpaces."""
    code = f"{row['original_id']}-{''.join(row['name'].split())}"
    return {**row, "parent_team_id": row["parent_id"], "team_code_for_bulk_import": code}


def _name(body: Row) -> str:
    name = (body.get("name") or "").strip()
    if not name:
        raise BadRequest("Name is required")
    return name


def _page(world: World, statement: Statement, page: Page, **values: str) -> list[Row]:
    search = pattern_of(page.search or "")
    return [
        shown(row) for row in world.work.all(statement, search=search, start=page.start, limit=page.limit, **values)
    ]


@cache
def _list(below: bool) -> Statement:
    statement = select(*LitmosTeam.__table__.c).where(contains(LitmosTeam.name, "search"))
    if below:
        statement = statement.where(LitmosTeam.parent_id == bindparam("parent_id"))
    return Statement(statement.order_by(LitmosTeam.number).limit(bindparam("limit")).offset(bindparam("start")))
