"""Teams, their members, and their assignments."""

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, Words, key


class LitmosTeam(Stamped, Table):
    """A team, or a sub-team of the one that `parent_id` names."""

    __tablename__ = "litmos_team"
    __table_args__ = (
        Index(None, "sandbox", "number"),
        Index(None, "sandbox", "original_id"),
        Index(None, "sandbox", "parent_id", "number"),
        Index(None, "sandbox", "name_folded"),
        Index(None, "sandbox", "updated_date", "id"),
    )

    id: Column[str] = key()
    number: Column[int]
    original_id: Column[int]
    parent_id: Words
    name: Column[str] = column(String(255))
    name_folded: Column[str] = column(String(255))
    description: Column[str | None] = column(Text)


class LitmosTeamUser(Stamped, Table):
    """A member of a team. A row stays when the member leaves (`active` false), for the delta queries."""

    __tablename__ = "litmos_team_user"
    __of__ = {"litmos_team": ("team_id",), "litmos_user": ("user_id",)}
    __table_args__ = (
        Index(None, "sandbox", "user_id"),
        Index(None, "sandbox", "team_id", "created_date", "user_id"),
        Index(None, "sandbox", "updated_date", "team_id", "user_id"),
    )

    team_id: Column[str] = key()
    user_id: Column[str] = key()
    active: Column[bool]
    leader: Column[bool]
    admin: Column[bool]


class LitmosTeamCourse(Stamped, Table):
    """A course that a team's members get; `path_id` names the learning path it came with, empty if none."""

    __tablename__ = "litmos_team_course"
    __table_args__ = (
        Index(None, "sandbox", "course_id"),
        Index(None, "sandbox", "updated_date", "team_id", "course_id", "path_id"),
    )

    team_id: Column[str] = key()
    course_id: Column[str] = key()
    path_id: Column[str] = key()
    active: Column[bool]
    library: Column[bool]


class LitmosTeamPath(Stamped, Table):
    """A learning path that a team's members get."""

    __tablename__ = "litmos_team_path"
    __table_args__ = (Index(None, "sandbox", "path_id"), Index(None, "sandbox", "updated_date", "team_id", "path_id"))

    team_id: Column[str] = key()
    path_id: Column[str] = key()
    active: Column[bool]
    library: Column[bool]
