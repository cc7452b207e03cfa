"""Open a module in the player, and record the learner's attempt as the module's result."""

from sqlalchemy import bindparam, select

from emulator.courseware.attempts import attempts
from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.package.package import Standard
from emulator.courseware.play import launches
from emulator.courseware.play.launches import Launch
from emulator.courseware.rollup.rollup import Outcome, roll_up
from emulator.courseware.stored_packages import package_of
from emulator.courseware.tables import StoredPackage
from emulator.sandbox.world import World
from emulator.store.rows import Row as CommonRow
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.results.results import Reported
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosModule, LitmosModuleResult, LitmosUser
from emulator.vendors.litmos.users import users

NAME = "litmos"

_OF_ATTEMPT = Statement(
    select(*LitmosModuleResult.__table__.c).where(LitmosModuleResult.attempt_id == bindparam("attempt_id"))
)


def launch(world: World, user: Row, module: Row, on_exit: str) -> str:
    """The path that plays a module for a user. The module has content; `on_exit` is the URL that the player leads back to."""
    return launches.create(world.work, world.ids, world.now(), launch_of(world, user, module, on_exit))


def launch_of(world: World, user: Row, module: Row, on_exit: str) -> Launch:
    """How the player opens a module for a user; the user's attempt at it is created if there is none yet."""
    attempt = _attempt(world, user, module)
    results.report(world, user["id"], module["id"], Reported(attempt_id=attempt["id"]))
    return Launch(vendor=NAME, package_id=module["package_id"], attempt_id=attempt["id"], on_exit=on_exit)


def attempt_changed(world: World, attempt_id: str) -> None:
    """Report the result of an attempt, if it belongs to a module.

    Inferred: a module is completed when its course is passed, or completed and not failed, and the score reaches the passmark if it has
    one; a completed module stays so, and its score does not fall. The score is 0 to 100.
    """
    result = world.work.one(_OF_ATTEMPT, attempt_id=attempt_id)
    attempt = attempts.find(world.work, attempt_id)
    if result is None or attempt is None:
        return
    user, module = (
        world.work.get(LitmosUser, id=result["user_id"]),
        world.work.get(LitmosModule, id=result["module_id"]),
    )
    package = package_of(world.work, attempt["package_id"])
    if user is None or module is None or package is None:
        return
    world = world.acting(users.as_actor(user))
    progress = roll_up(package.root, Standard(attempt["standard"]), attempts.scos(world.work, attempt_id))
    score = _of_100(progress.outcome)
    if result["completed"] and (score or 0) < (result["score"] or 0):
        score = None
    reported = Reported(
        completed=True if _is_done(progress.outcome, score, module["passmark"]) else None,
        score=score,
        attempts=max(progress.attempts, result["attempts"]),
        seconds=max(round(progress.seconds) - result["seconds"], 0),
    )
    results.report(world, user["id"], module["id"], reported)


def name_of(user: Row) -> str:
    """A user's name in the form that a course gets."""
    return f"{user['last_name']}, {user['first_name']}".strip(", ")[:255]


def _attempt(world: World, user: Row, module: Row) -> CommonRow:
    """The attempt of a user at a module; a new one if the module has got other content since."""
    result = world.work.get(LitmosModuleResult, user_id=user["id"], module_id=module["id"])
    attempt = attempts.find(world.work, result["attempt_id"]) if result and result["attempt_id"] else None
    if attempt is not None and attempt["package_id"] == module["package_id"]:
        return attempt
    stored = world.work.get(StoredPackage, id=module["package_id"])
    assert stored is not None  # the module was found to have content
    learner = Learner(user["id"], name_of(user))
    standard = Standard(stored["standard"])
    return attempts.create(world.work, world.ids, world.now(), learner, standard, module["package_id"])


def _of_100(outcome: Outcome) -> int | None:
    return None if outcome.score is None else min(max(round(outcome.score * 100), 0), 100)


def _is_done(outcome: Outcome, score: int | None, passmark: int) -> bool:
    if passmark and score is not None:
        return score >= passmark
    return outcome.success == "passed" or (outcome.completion == "completed" and outcome.success != "failed")
