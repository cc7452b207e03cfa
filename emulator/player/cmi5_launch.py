"""Opening an assignable unit of a cmi5 course: the learner is enrolled, the session begins, and the unit's address gets its parameters."""

from urllib.parse import quote

from emulator.courseware.package.package import Activity
from emulator.courseware.play import launches
from emulator.lrs.cmi5 import launching
from emulator.player.opening import Opened
from emulator.sandbox.world import World
from emulator.vendors import cmi5_enrolments
from emulator.vendors.course_lrs import CourseLrs

RETURNED = "returned"
MODES = {"normal": "Normal", "browse": "Browse", "review": "Review"}


def address(world: World, opened: Opened, activity: Activity, course: CourseLrs) -> str:
    """The address of a unit for a session that begins now."""
    href = activity.href or ""
    key = quote(opened.key, safe="")
    unit = cmi5_enrolments.activity_id(course.registration, activity.identifier)
    cmi5_enrolments.enrol(course, opened.package, unit)
    launch = launching.launch_cmi5(
        course.lrs_call,
        course.registration,
        unit,
        endpoint=course.endpoint,
        fetch_url=f"{course.endpoint}fetch",
        launch_url=href if "://" in href.partition("?")[0] else world.link(f"/content/{key}/{href}"),
        return_url=world.link(f"{launches.PATH}/{key}/{RETURNED}"),
        mode=MODES[opened.row["mode"]],
    )
    return launch.url(href)
