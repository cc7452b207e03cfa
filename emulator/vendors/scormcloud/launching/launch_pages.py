"""The pages behind launch links and previews. They open the player until the link expires.

GET /api/cloud/registration/launch/ID      a registration
GET /api/cloud/course/preview/ID           a preview

Each request looks up the ID again. Unknown query parameters are allowed: applications append their own (recorded).
"""

from emulator.http import Reply, redirect
from emulator.pages.message import message_page, method_page
from emulator.sandbox.world import World
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.errors import CourseNotFound, CourseVersionNotFound, RegistrationNotFound
from emulator.vendors.scormcloud.launching import playing
from emulator.vendors.scormcloud.launching.launch_links import LAUNCH, PREVIEW
from emulator.vendors.scormcloud.registrations import registrations
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudLaunch

PATHS = (LAUNCH.rstrip("/"), PREVIEW.rstrip("/"))


def page(call: Call) -> Reply:
    """The page of either kind of link."""
    if call.request.method not in ("GET", "HEAD"):
        return method_page(call.request.method, "GET", "HEAD")
    row = call.world.work.get(ScormCloudLaunch, id=call.request.path.strip("/"))
    if row is None or (row["registration_id"] is not None) != (call.page == PATHS[0]):
        return message_page(404, "This link leads nowhere", "Ask where you got it for a new one.")
    if call.world.now() >= row["expires"]:
        call.world.hint(f"the link expired at {row['expires']:%Y-%m-%dT%H:%M:%SZ} by the sandbox's clock")
        return message_page(403, "This link has expired", "Ask where you got it for a new one.")
    if call.request.method == "HEAD":  # a HEAD request, which only checks whether the link exists, opens nothing
        return message_page(200, "This link leads to a course", "Open it to begin.")
    try:
        return redirect(call.world.local_link(_opened(call.world, row)))
    except (CourseNotFound, CourseVersionNotFound, RegistrationNotFound):
        return message_page(410, "This course is not here any more", "It was removed.")


def _opened(world: World, row: Row) -> str:
    world = world.acting(world.work.get(ScormCloudApplication, id=row["app_id"]))
    if row["registration_id"] is not None:
        registration = registrations.find_row(world, row["registration_id"])
        return playing.open_registration(world, registration, row["options"])
    version = courses.find_version_row(world, row["course_id"], row["course_version"])
    return playing.open_preview(world, version, row["options"])
