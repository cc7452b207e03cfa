"""A course that is tried out: a course with one module, and a user who has it."""

from typing import Any

from emulator.sandbox.world import World
from emulator.vendors.for_console.trial import Asked, Trial
from emulator.vendors.litmos.tables import LitmosCourse, LitmosUser, LitmosUserCourse


def trial(world: World, asked: Asked) -> Trial:
    """The course, the user, and the assignment."""
    course_id, module_id = f"try-{asked.id('course')}", f"try-{asked.id('module')}"
    user = world.work.get(LitmosUser, user_name_folded=asked.learner.lower())
    user_id = user["id"] if user is not None else f"try-{asked.id('user', asked.learner)}"
    section: dict[str, list[Any]] = {}
    if user is None:
        names = {
            "FirstName": asked.learner,
            "LastName": "Learner",
            "Email": f"{asked.id('user', asked.learner)}@example.com",
        }
        section["users"] = [{"Id": user_id, "UserName": asked.learner, **names}]
    code = asked.id("course")
    if world.work.get(LitmosCourse, id=course_id) is None:
        module = {"Id": module_id, "Name": asked.title[:100], "Package": asked.package}
        section["courses"] = [
            {"Id": course_id, "Name": f"{asked.title} {code}", "Code": code, "Active": True, "Modules": [module]}
        ]
    if world.work.get(LitmosUserCourse, user_id=user_id, course_id=course_id) is None:
        section["assignments"] = [{"User": asked.learner, "Course": code}]
    return Trial(section, {"user": user_id, "module": module_id})
