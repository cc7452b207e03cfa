"""What learners attempt at Litmos: the modules of their active courses. A module in two of them has one attempt."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import bindparam, select

from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.play.launches import Launch
from emulator.courseware.rollup.outcome import Outcome
from emulator.sandbox.world import World
from emulator.store.listed import in_order
from emulator.vendors.litmos.pages import learner_courses
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import (
    LitmosCourse,
    LitmosCourseModule,
    LitmosModule,
    LitmosModuleResult,
    LitmosUser,
    LitmosUserCourse,
)
from emulator.vendors.litmos.training import module_launch
from emulator.vendors.litmos.users import users
from emulator.vendors.subject import CannotLaunchError, Subject, SubjectSearch

_UC, _CM, _C = LitmosUserCourse.__table__, LitmosCourseModule.__table__, LitmosCourse.__table__
_M, _U = LitmosModule.__table__, LitmosUser.__table__
_SEARCH = SubjectSearch[Row](
    _UC.join(_U, _U.c.id == _UC.c.user_id)
    .join(_C, _C.c.id == _UC.c.course_id)
    .join(_CM, _CM.c.course_id == _UC.c.course_id)
    .join(_M, _M.c.id == _CM.c.module_id),
    (
        _U.c.id,
        _U.c.first_name,
        _U.c.last_name,
        _M.c.id.label("module_id"),
        _M.c.name,
        _U.c.number,
        _M.c.created_date,
    ),
    {"user": _U.c.id, "learner": _U.c.id, "module": _M.c.id, "course": _C.c.id},
    (_U.c.number, _M.c.created_date),
    always=(_UC.c.active, _C.c.active, _M.c.active),
    walk=in_order(
        _U,
        (_UC, _UC.c.user_id == _U.c.id),
        (_C, _C.c.id == _UC.c.course_id),
        (_CM, _CM.c.course_id == _UC.c.course_id),
        (_M, _M.c.id == _CM.c.module_id),
    ),
)
_OF_ATTEMPT = Statement(
    select(LitmosModuleResult.user_id, LitmosModuleResult.module_id).where(
        LitmosModuleResult.attempt_id == bindparam("attempt_id")
    )
)


def find(world: World, wanted: Mapping[str, str], limit: int) -> list[Subject]:
    """The modules that fit, by user and module in the order in which they came."""
    asked = dict(wanted)
    attempt_id = asked.pop("attempt", None)
    if attempt_id is not None:
        result = world.work.one(_OF_ATTEMPT, attempt_id=attempt_id)
        if result is None or result["user_id"] != asked.setdefault("user", result["user_id"]):
            return []
        if result["module_id"] != asked.setdefault("module", result["module_id"]):
            return []
    rows = _SEARCH.rows(world.work, asked, limit)
    keys = ({"user_id": row["id"], "module_id": row["module_id"]} for row in rows)
    world.work.read_ahead(LitmosModuleResult, keys)
    return [_subject(world, row) for row in rows]


def launch(world: World, subject: Subject) -> Launch:
    """How the player opens the found module; its attempt is created if there is none yet."""
    user_id, module_id = subject.keys["user"], subject.keys["module"]
    user, found = world.work.get(LitmosUser, id=user_id), learner_courses.find_module(world, user_id, module_id)
    assert user is not None
    assert found is not None
    if found.obstacle:
        raise CannotLaunchError(f"the module {module_id} cannot be opened: {found.obstacle}")
    return module_launch.launch_of(world.acting(users.as_actor(user)), user, found.module, "")


def _subject(world: World, row: Row) -> Subject:
    keys = {"user": row["id"], "module": row["module_id"]}
    learner = Learner(row["id"], module_launch.name_of(row))
    result = world.work.get(LitmosModuleResult, user_id=row["id"], module_id=row["module_id"])
    attempt_id, outcome = (result["attempt_id"], _outcome(result)) if result else (None, None)
    return Subject(module_launch.NAME, "module", keys, learner, row["name"], attempt_id, outcome)


def _outcome(result: Row) -> Outcome | None:
    """A module's result; None if a launch alone has made it."""
    if not result["completed"] and result["score"] is None and result["attempt_id"] is not None:
        return None
    score = None if result["score"] is None else Decimal(result["score"]) / 100
    return Outcome("completed" if result["completed"] else "incomplete", score=score)
