"""Opening the player for a registration or a preview, and recording the learner's progress."""

from typing import Any

from sqlalchemy import bindparam, select

from emulator.courseware.attempts import attempts
from emulator.courseware.package.documents import to_document
from emulator.courseware.play import launches
from emulator.courseware.play.launches import Launch
from emulator.sandbox.world import World
from emulator.vendors.scormcloud import scopes
from emulator.vendors.scormcloud.configuration import player_options
from emulator.vendors.scormcloud.configuration.effective_settings import EffectiveSettings
from emulator.vendors.scormcloud.configuration.roll_up import settings_of
from emulator.vendors.scormcloud.courses import course_content, courses
from emulator.vendors.scormcloud.launching import restarting
from emulator.vendors.scormcloud.registrations import initial_state, instances, progress, registrations
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudInstance, ScormCloudRegistration

NAME = "scormcloud"
NOWHERE = "noop"  # the setting's value for "no page", recorded of the engine

_OF_ATTEMPT = Statement(
    select(*ScormCloudInstance.__table__.c).where(ScormCloudInstance.attempt_id == bindparam("attempt_id"))
)


def open_registration(world: World, registration: Row, options: dict[str, Any], *, may_restart: bool = True) -> str:
    """The path that plays the latest instance of a registration; a new instance if WhenToRestartRegistration says so and the launch is
    tracked. `options` are those of the launch link."""
    world.work.remember()  # several rules of a launch need the same rows
    if may_restart and options.get("tracking", True):
        restarting.restart_if_due(world, registration)
    instance = registrations.latest_instance(world, registration)
    launch = launch_of(world, registration, instance, options)
    return launches.create(world.work, world.ids, world.now(), launch)


def launch_of(world: World, registration: Row, instance: Row, options: dict[str, Any]) -> Launch:
    """How the player opens an instance; its attempt is created if it has none. 404 if its course was deleted."""
    courses.find_row(world, instance["course_id"])
    version = courses.version_row(world, instance["course_id"], instance["course_version"])
    package = course_content.package_of(world.work, version["package_id"])
    before = restarting.standing(world, registration, instance)
    is_new = instance["attempt_id"] is None
    attempt = instances.attempt_of(world, registration, instance, package, version["package_id"])
    if is_new and instance["state"]:
        initial_state.carry(world, attempt, package, *progress.given(instance))
    scope = scopes.of_instance(world, registration["id"], instance["instance"])
    settings = EffectiveSettings(world.work, scope, version["standard"])
    return Launch(
        vendor=NAME,
        package_id=version["package_id"],
        attempt_id=attempt["id"],
        # Documented: `tracking` false avoids tracking as far as the standard allows.
        mode="normal" if options.get("tracking", True) else "review",
        start_sco=options.get("start_sco") or None,
        on_exit=exit_url(options.get("redirect_on_exit_url"), settings.text("RedirectOnExitUrl")),
        options={
            **player_options.of(settings, is_done=before.completed),
            "roll_up": to_document(settings_of(world.work, registration, instance, version["standard"])),
            "css": _css(options),
            "title": version["title"],
        },
    )


def open_preview(world: World, version: Row, options: dict[str, Any]) -> str:
    """The path that shows a course version without a learner. Nothing is stored."""
    launch = Launch(
        vendor=NAME,
        package_id=version["package_id"],
        mode="browse",
        start_sco=options.get("start_sco") or None,
        on_exit=exit_url(options.get("redirect_on_exit_url"), ""),
        options={"css": _css(options), "title": version["title"]},
    )
    return launches.create(world.work, world.ids, world.now(), launch)


def attempt_changed(world: World, attempt_id: str) -> tuple[Row, Row] | None:
    """Update the registration of a changed attempt, if it belongs to one. The registration is posted when no SCO is open any more
    (inferred).

    Returns the registration and its instance if it was posted, or would be posted if it had a postback.
    """
    instance = world.work.one(_OF_ATTEMPT, attempt_id=attempt_id)
    if instance is None:
        return None
    world = world.acting(world.work.get(ScormCloudApplication, id=instance["app_id"]))
    key = {"app_id": instance["app_id"], "id": instance["registration_id"]}
    registration = world.work.get(ScormCloudRegistration, **key)
    assert registration is not None  # the attempt is deleted with its last instance
    resting = all(sco["exited"] is not None for sco in attempts.scos(world.work, attempt_id))
    instances.changed(world, registration, instance, post=resting)
    return (registration, instance) if resting else None


def exit_url(asked: str | None, configured: str) -> str:
    """Where an exit leads: the link's URL, or the configured one if that is empty (documented)."""
    return asked or (configured if configured != NOWHERE else "")


def _css(options: dict[str, Any]) -> str | None:
    url = options.get("css_url") or ""
    return url if url.startswith(("http://", "https://")) else None
