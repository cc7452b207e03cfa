"""Launch links of registrations, and previews of courses. `launch_pages.py` has the pages behind them."""

from datetime import timedelta
from typing import cast

from emulator.sandbox.world import World
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.courses import course_content, courses
from emulator.vendors.scormcloud.errors import BadRequest
from emulator.vendors.scormcloud.registrations import registrations
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudLaunch

LAUNCH, PREVIEW = "/api/cloud/registration/launch/", "/api/cloud/course/preview/"
NO_EFFECT = {"culture": "culture", "additionalvalues": "additionalvalues", "launch_auth": "launchAuth"}
"""Members of a launch link that are checked but have no effect."""
AUTH_EXPIRY = (300, 31_540_000)  # seconds; from an error message that a public application quotes

_DEFAULTS = {
    name: cast(Row, {field.key: field.default for field in contract.schemas[name].fields if field.default is not None})
    for name in ("LaunchLinkRequestSchema", "PreviewLaunchLinkRequestSchema")
}


def build(world: World, registration_id: str, body: Row) -> dict[str, str]:
    """A link that launches the latest instance of a registration. It expires by the sandbox's clock."""
    row = registrations.find_row(world, registration_id)
    options: Row = {**_DEFAULTS["LaunchLinkRequestSchema"], **body}
    _check_auth(options.get("launch_auth") or Row())
    for kind, subject, name, given in (
        (tags.LEARNER, row["learner_id"], "learner_tags", options.pop("learner_tags", None)),
        (tags.COURSE, row["course_id"], "course_tags", options.pop("course_tags", None)),
        (tags.REGISTRATION, row["id"], "registration_tags", options.pop("registration_tags", None)),
    ):
        tags.check(given or [], f"body.{name}")
        tags.add(world.work, row["app_id"], kind, subject, given or [])
    version = courses.version_row(world, row["course_id"], row["course_version"])
    return {"launch_link": _link(world, LAUNCH, version, options, registration_id=registration_id)}


def build_preview(
    world: World, course_id: str, version: int | None, body: Row, css_url: str | None = None
) -> dict[str, str]:
    """A link that shows a course version (by default the latest) without a learner. `css_url` is used if the body has no cssUrl."""
    course = courses.find_row(world, course_id)
    row = courses.version_row(world, course_id, course["version"] if version is None else version)
    options: Row = {**_DEFAULTS["PreviewLaunchLinkRequestSchema"], **body}
    _check_auth(options.get("launch_auth") or Row())
    if css_url and not options.get("css_url"):
        options["css_url"] = css_url
    return {"launch_link": _link(world, PREVIEW, row, options)}


def _link(world: World, path: str, version: Row, options: Row, registration_id: str | None = None) -> str:
    unused = [name for key, name in NO_EFFECT.items() if options.get(key)]
    if unused:
        world.hint(f"without effect in lms-emulator: {', '.join(unused)}")
    start = options.get("start_sco")
    package = course_content.package_of(world.work, version["package_id"])
    if start and not any(activity.identifier == start and activity.launchable for activity in package.activities()):
        world.hint(f"startSco: the course has no SCO {start}")
    now, launch_id = world.now(), world.ids.uuid()
    world.work.insert(
        ScormCloudLaunch,
        {
            "id": launch_id,
            "app_id": version["app_id"],
            "registration_id": registration_id,
            "course_id": version["course_id"],
            "course_version": version["version"],
            "options": options,
            "created": now,
            "expires": now + timedelta(seconds=options["expiry"]),
        },
    )
    return world.link(path + launch_id)


def _check_auth(auth: Row) -> None:
    least, most = AUTH_EXPIRY
    expiry = (auth.get("options") or {}).get("expiry")
    if expiry is not None and not least <= expiry <= most:
        raise BadRequest(why=f"body.launchAuth.options.expiry: must be {least} to {most}")
