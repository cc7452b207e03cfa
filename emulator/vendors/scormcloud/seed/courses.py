"""The courses of a seed document: `{"id": "C1", "title": "Mine", "sample": "scorm12-quiz.zip", "tags": ["a"]}`.

A course has the content of a sample course (`sample`, "scorm12-minimal.zip" if it is left out) or of a zip beside the seed file
(`package`), and is there at once; `title` and `tags` may be left out.
"""

from typing import Any

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors import seed_packages
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.registrations import course_removal
from emulator.vendors.scormcloud.seed import entries, forms
from emulator.vendors.scormcloud.tables import ScormCloudCourse


def create(world: World, entry: Any, where: str) -> None:
    """Create a course of the acting application."""
    body, app_id = entries.read(forms.COURSE, entry, where), world.actor["id"]
    if not body["id"]:
        raise InputProblem(f"{where}.id", "must not be empty")
    if world.work.get(ScormCloudCourse, app_id=app_id, id=body["id"]):
        raise InputProblem(f"{where}.id", f"there is a course {body['id']} already")
    if course_removal.is_under_way(world.work, app_id, body["id"]):
        raise InputProblem(f"{where}.id", f"the registrations of a deleted course {body['id']} are still being removed")
    with entries.refusing(where):
        tags.check(body.get("tags") or (), f"{where}.tags")
    sample = body.get("sample") or (None if body.get("package") else "scorm12-minimal.zip")
    package, package_id = seed_packages.store(world, sample, body.get("package") or None, where)
    key = {"app_id": app_id, "id": body["id"]}
    courses.add_version(world.work, world.now(), world.ids.number("scormcloud.course"), key, package, package_id)
    if body.get("title"):
        courses.set_title(world, body["id"], body["title"])
    tags.add(world.work, app_id, tags.COURSE, body["id"], body.get("tags") or ())
