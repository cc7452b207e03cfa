"""The statements of the delta queries: the rows of each kind that changed within a period, with the columns that the API shows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, literal, or_, select
from sqlalchemy.sql import Select

from emulator.store.statement import scoped, unindexed
from emulator.vendors.litmos.courses.user_courses import granted_by
from emulator.vendors.litmos.rows import Statement
from emulator.vendors.litmos.tables import (
    LitmosAchievement,
    LitmosActivity,
    LitmosCourse,
    LitmosCourseModule,
    LitmosLearningPath,
    LitmosModule,
    LitmosModuleResult,
    LitmosPathCourse,
    LitmosTeam,
    LitmosTeamCourse,
    LitmosTeamPath,
    LitmosTeamUser,
    LitmosUser,
    LitmosUserCourse,
    LitmosUserPath,
)
from emulator.vendors.litmos.wire.many import beyond, paged


def stamps(table: Any) -> tuple[Any, ...]:
    """The columns that say when a row came and changed, and by whom, by their names on the wire."""
    return (
        table.created_date,
        table.updated_date,
        table.created_by_id.label("created_by"),
        table.updated_by_id.label("updated_by"),
    )


def _paged(statement: Select[Any], table: Any, *order: Any) -> Statement:
    return Statement(
        statement.order_by(table.updated_date, *order).limit(bindparam("limit")).offset(bindparam("start"))
    )


def _changed(statement: Select[Any], table: Any) -> Statement:
    """The rows of a select whose `table` changed within the period, a page of them, oldest change first."""
    within = statement.where(table.updated_date.between(bindparam("since"), bindparam("to")))
    key = [column for column in table.__table__.primary_key if column.name != "sandbox"]
    return _paged(within, table, *key)


def _joined(columns: Iterable[Any], table: Any, *joined: tuple[Any, Any]) -> Statement:
    """The same, with columns of what is joined to the rows."""
    key = [column for column in table.__table__.primary_key if column.name != "sandbox"]
    within = table.updated_date.between(bindparam("since"), bindparam("to"))
    return paged(columns, table, joined, [within], [table.updated_date, *key])


def _two(link: Any, one: Any, one_key: Any, other: Any, other_key: Any, *columns: Any) -> Statement:
    """The rows of a table that links two others, with the columns of all three."""
    return _joined((*columns, *stamps(link)), link, (one, one.id == one_key), (other, other.id == other_key))


_UNSHOWN = {"number", "api_key", "user_name_folded", "password", "login_key"}
_USER_COLUMNS = [
    column for column in LitmosUser.__table__.c if column.name not in _UNSHOWN and not column.name.endswith("_folded")
]
USERS = _changed(select(*_USER_COLUMNS), LitmosUser)
_LOGGED_IN = select(LitmosUser.id).where(LitmosUser.last_login.between(bindparam("since"), bindparam("to")))
_LOGINS = (
    select(LitmosActivity.object_id)
    .where(LitmosActivity.log == "logins")
    .where(LitmosActivity.activity_date.between(bindparam("since"), bindparam("to")))
)
PROBES_OF_LOGINS = (beyond(_LOGGED_IN), beyond(_LOGINS))
"""For `has_many`: the users whose last login is within a period, and the logins within it."""
_IN_LOGINS = _LOGINS.where(scoped(LitmosActivity.__table__))
LOGINS = _paged(
    select(*_USER_COLUMNS).where(
        or_(
            unindexed(LitmosUser.last_login).between(bindparam("since"), bindparam("to")),
            LitmosUser.id.in_(_IN_LOGINS),
        )
    ),
    LitmosUser,
    LitmosUser.id,
)
FEW_LOGINS = _paged(
    select(*_USER_COLUMNS).where(LitmosUser.id.in_(_IN_LOGINS.union(_LOGGED_IN.where(scoped(LitmosUser.__table__))))),
    LitmosUser,
    LitmosUser.id,
)
COURSES = _changed(
    select(*(column for column in LitmosCourse.__table__.c if column.name != "created_by")), LitmosCourse
)
MODULES = _changed(select(*LitmosModule.__table__.c), LitmosModule)
PATHS = _changed(select(*LitmosLearningPath.__table__.c), LitmosLearningPath)
TEAMS = _changed(select(*LitmosTeam.__table__.c, literal(True).label("active")), LitmosTeam)
ACHIEVEMENTS = _joined(
    (*LitmosAchievement.__table__.c, LitmosUser.original_id.label("original_user_id")),
    LitmosAchievement,
    (LitmosUser, LitmosUser.id == LitmosAchievement.user_id),
)
COURSE_MODULES = _two(
    LitmosCourseModule, LitmosCourse, LitmosCourseModule.course_id, LitmosModule, LitmosCourseModule.module_id,
    LitmosCourseModule.course_id,
    LitmosCourseModule.module_id.label("id"),
    LitmosCourse.original_id.label("original_course_id"),
    LitmosModule.original_id.label("original_module_id"),
    LitmosModule.active,
)  # fmt: skip
PATH_COURSES = _two(
    LitmosPathCourse, LitmosLearningPath, LitmosPathCourse.path_id, LitmosCourse, LitmosPathCourse.course_id,
    LitmosPathCourse.path_id.label("learning_path_id"),
    LitmosPathCourse.course_id.label("id"),
    LitmosLearningPath.original_id.label("original_learning_path_id"),
    LitmosCourse.original_id.label("original_course_id"),
    LitmosPathCourse.active,
)  # fmt: skip
USER_COURSES = _two(
    LitmosUserCourse, LitmosUser, LitmosUserCourse.user_id, LitmosCourse, LitmosUserCourse.course_id,
    LitmosUserCourse.user_id,
    LitmosUserCourse.course_id.label("id"),
    LitmosUser.original_id.label("original_user_id"),
    LitmosCourse.original_id.label("original_course_id"),
    LitmosUserCourse.active,
)  # fmt: skip
PATH_USERS = _two(
    LitmosUserPath, LitmosLearningPath, LitmosUserPath.path_id, LitmosUser, LitmosUserPath.user_id,
    LitmosUserPath.path_id.label("learning_path_id"),
    LitmosUserPath.user_id.label("id"),
    LitmosLearningPath.original_id.label("original_learning_path_id"),
    LitmosUser.original_id.label("original_user_id"),
    LitmosUserPath.active,
)  # fmt: skip
TEAM_USERS = _two(
    LitmosTeamUser, LitmosTeam, LitmosTeamUser.team_id, LitmosUser, LitmosTeamUser.user_id,
    LitmosTeamUser.team_id,
    LitmosTeamUser.user_id.label("id"),
    LitmosTeam.original_id.label("original_team_id"),
    LitmosUser.original_id.label("original_user_id"),
    LitmosTeamUser.active,
    LitmosTeamUser.leader.label("is_team_leader"),
    LitmosTeamUser.admin.label("is_team_admin"),
)  # fmt: skip
TEAM_COURSES = _two(
    LitmosTeamCourse, LitmosTeam, LitmosTeamCourse.team_id, LitmosCourse, LitmosTeamCourse.course_id,
    LitmosTeamCourse.team_id,
    LitmosTeamCourse.course_id.label("id"),
    LitmosCourse.original_id.label("original_course_id"),
    LitmosTeam.original_id.label("original_team_id"),
    LitmosTeamCourse.active,
    LitmosTeamCourse.library.label("is_in_team_library"),
    (LitmosTeamCourse.path_id != "").label("learning_path_assignment"),
)  # fmt: skip
TEAM_PATHS = _two(
    LitmosTeamPath, LitmosTeam, LitmosTeamPath.team_id, LitmosLearningPath, LitmosTeamPath.path_id,
    LitmosTeamPath.team_id,
    LitmosTeamPath.path_id.label("id"),
    LitmosLearningPath.original_id.label("original_learning_path_id"),
    LitmosTeam.original_id.label("original_team_id"),
    LitmosTeamPath.active,
    LitmosTeamPath.library.label("is_in_team_library"),
)  # fmt: skip
COURSE_RESULTS = _two(
    LitmosUserCourse, LitmosUser, LitmosUserCourse.user_id, LitmosCourse, LitmosUserCourse.course_id,
    LitmosUserCourse.course_id.label("id"),
    LitmosUserCourse.user_id,
    LitmosCourse.original_id.label("original_course_id"),
    LitmosUser.original_id.label("original_user_id"),
    LitmosCourse.name,
    LitmosUserCourse.active,
    LitmosUserCourse.start_date.label("started_date"),
    LitmosUserCourse.complete,
    LitmosUserCourse.percentage_complete,
    LitmosUserCourse.date_completed.label("completed_date"),
    LitmosUserCourse.compliant_till.label("compliant_till_date"),
    LitmosUserCourse.due_date,
    LitmosCourse.code,
    LitmosCourse.updated_date.label("course_updated_date"),
    LitmosUser.user_name,
    granted_by("learning_path").label("learning_path_assignment"),
    granted_by("team").label("team_assignment"),
)  # fmt: skip
MODULE_RESULTS = _two(
    LitmosModuleResult, LitmosUser, LitmosModuleResult.user_id, LitmosModule, LitmosModuleResult.module_id,
    LitmosModuleResult.module_id.label("id"),
    LitmosModuleResult.user_id,
    LitmosModule.original_id.label("original_module_id"),
    LitmosUser.original_id.label("original_user_id"),
    LitmosModuleResult.number.label("module_result_id"),
    LitmosModuleResult.active,
    LitmosModule.name,
    LitmosModule.passmark,
    LitmosModuleResult.score,
    LitmosUser.user_name,
    LitmosModuleResult.completed,
    LitmosModuleResult.attempts.label("attempt_number"),
    LitmosModuleResult.finished_date,
    LitmosModuleResult.started_date,
    LitmosModuleResult.seconds,
    LitmosModule.module_ref_code.label("code"),
)  # fmt: skip
PATH_RESULTS = _two(
    LitmosUserPath, LitmosLearningPath, LitmosUserPath.path_id, LitmosUser, LitmosUserPath.user_id,
    LitmosUserPath.path_id.label("id"),
    LitmosUserPath.user_id,
    LitmosLearningPath.original_id.label("original_learning_path_id"),
    LitmosUser.original_id.label("original_user_id"),
    LitmosUserPath.active,
    LitmosLearningPath.name,
    LitmosUserPath.percentage_complete,
    LitmosUserPath.complete.label("completed"),
    LitmosUserPath.start_date,
    LitmosUserPath.date_completed.label("finish_date"),
)  # fmt: skip
