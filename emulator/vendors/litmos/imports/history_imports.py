"""One record of a user's completions elsewhere. Inferred from the members' names, of which a client sends four."""

from datetime import datetime

from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import course_assignments
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.tables import LitmosCourse, LitmosUser


def unknown(world: World, body: list[Row]) -> dict[str, list[str]]:
    """The users and courses in these rows that do not exist now, by why their rows will be passed over."""
    users = dict.fromkeys(row.get("username") or "" for row in body)
    courses = dict.fromkeys(row.get("course_id") or "" for row in body)
    return {
        "no such user": [each for each in users if not world.work.get(LitmosUser, user_name_folded=each.lower())],
        "no such course": [each for each in courses if not world.work.get(LitmosCourse, id=each)],
    }


def do(world: World, job: Row, record: Row) -> str:
    """Give a user a course, and complete it if the record says so; a record that names no user or course is skipped."""
    user = world.work.get(LitmosUser, user_name_folded=(record.get("username") or "").lower())
    course = world.work.get(LitmosCourse, id=record.get("course_id") or "")
    if user is None or course is None:
        return "failed"
    course_assignments.give(world, [user["id"]], [course["id"]], "user", user["id"])
    if record.get("complete"):
        text = record.get("completed_date")
        results.complete_course(world, user["id"], course, datetime.fromisoformat(text) if text else world.now())
    return "created"
