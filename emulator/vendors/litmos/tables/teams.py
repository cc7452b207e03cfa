"""Teams, who is in them, and what they have been assigned."""

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, Words, key


class LitmosTeam(Stamped, InSandbox, Base):
    """A team, or a sub-team of the one that `parent_id` names."""

    __tablename__ = "litmos_team"
    __table_args__ = (
        Index(None, "sandbox", "number"),
        Index(None, "sandbox", "original_id"),
        Index(None, "sandbox", "parent_id"),
        Index(None, "sandbox", "name_folded"),
        Index(None, "sandbox", "updated_date"),
    )

    id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    original_id: Mapped[int] = mapped_column(Integer)
    parent_id: Words
    name: Mapped[str] = mapped_column(String(255))
    name_folded: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)


class LitmosTeamUser(Stamped, InSandbox, Base):
    """A member of a team. A row stays when the member leaves (`active` false), for the delta queries."""

    __tablename__ = "litmos_team_user"
    __table_args__ = (Index(None, "sandbox", "user_id"), Index(None, "sandbox", "updated_date"))

    team_id: Mapped[str] = key()
    user_id: Mapped[str] = key()
    active: Mapped[bool]
    leader: Mapped[bool]
    admin: Mapped[bool]


class LitmosTeamCourse(Stamped, InSandbox, Base):
    """A course that a team's members get; `path_id` names the learning path it came with, empty if none."""

    __tablename__ = "litmos_team_course"
    __table_args__ = (Index(None, "sandbox", "course_id"), Index(None, "sandbox", "updated_date"))

    team_id: Mapped[str] = key()
    course_id: Mapped[str] = key()
    path_id: Mapped[str] = key()
    active: Mapped[bool]
    library: Mapped[bool]


class LitmosTeamPath(Stamped, InSandbox, Base):
    """A learning path that a team's members get."""

    __tablename__ = "litmos_team_path"
    __table_args__ = (Index(None, "sandbox", "path_id"), Index(None, "sandbox", "updated_date"))

    team_id: Mapped[str] = key()
    path_id: Mapped[str] = key()
    active: Mapped[bool]
    library: Mapped[bool]
