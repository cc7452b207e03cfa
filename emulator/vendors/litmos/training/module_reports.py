"""Reporting a user's result of a module from outside."""

from emulator.sandbox.world import World
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.courses import course_assignments
from emulator.vendors.litmos.errors import RecordNotFound
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.results.results import Reported
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.training import course_places, modules
from emulator.vendors.litmos.users import users


def report(world: World, moduleid: str, body: Row) -> None:
    """Record a score and whether a module is completed. 404 for a user, module or course that do not belong together."""
    user = users.find_row(world, body["user_id"])
    module = course_places.find(world, body["course_id"], moduleid)
    before = course_assignments.find(world, user["id"], body["course_id"])
    if before is None:
        raise RecordNotFound("the user does not have the course")
    attempts = body.get("attempts")
    if attempts is not None and module["module_type"] == modules.MODULE_TYPE:
        world.hint("Attempts has an effect on embed and link modules only")
        attempts = None
    reported = Reported(
        completed=body["completed"],
        score=body.get("score"),
        attempts=attempts,
        note=body.get("note"),
        at=body.get("updated_at"),
    )
    results.report(world, user["id"], moduleid, reported)
    if reported.at is not None and not before["complete"] and _is_complete(world, user["id"], body["course_id"]):
        world.hint(
            "UpdatedAt dates the result of the module alone: the course is complete, and its achievement is earned, at the moment of "
            "this report (inferred from a published example)"
        )
    done = "User Module Completed" if body["completed"] else "User Module Result Updated"
    activities.note(world, "actions", done, "User", user, "Module", module)


def _is_complete(world: World, user_id: str, course_id: str) -> bool:
    row = course_assignments.find(world, user_id, course_id)
    return row is not None and bool(row["complete"])
