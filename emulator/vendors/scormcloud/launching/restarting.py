"""The setting WhenToRestartRegistration: when a launch creates a new instance of its registration.

How the setting's conditions apply to the latest instance is inferred from their words: complete is COMPLETED, satisfied PASSED, failed
FAILED, incomplete anything but COMPLETED. A newer package version is one that the course has got since.
"""

from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.vendors.scormcloud import scopes
from emulator.vendors.scormcloud.configuration.configuration import InEffect
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.registrations import instances, progress, registrations
from emulator.vendors.scormcloud.registrations.progress import ProgressDetail
from emulator.vendors.scormcloud.rows import Row

SETTING = "WhenToRestartRegistration"
_FIRST, _NEWER = "WHEN_EXISTING_REG_IS_", "NEWER_PACKAGE_VERSION_EXISTS"


@dataclass(frozen=True, slots=True)
class Standing:
    """The progress of a registration's instance."""

    completed: bool
    success: str

    def meets(self, word: str) -> bool:
        """True if the instance is COMPLETE, INCOMPLETE, SATISFIED or FAILED, as asked."""
        return {
            "COMPLETE": self.completed,
            "INCOMPLETE": not self.completed,
            "SATISFIED": self.success == "PASSED",
            "FAILED": self.success == "FAILED",
        }.get(word, False)


def standing(world: World, registration: Row, instance: Row) -> Standing:
    """The current progress of an instance."""
    shown = progress.shown(world, registration, instance, ProgressDetail())
    return Standing(shown["registration_completion"] == "COMPLETED", shown["registration_success"])


def restart_if_due(world: World, registration: Row) -> None:
    """Add an instance if the setting asks for one now; the registration's row then shows it."""
    instance = registrations.latest_instance(world, registration)
    scope = scopes.of_instance(world, registration["id"], instance["instance"])
    when = InEffect(world.work, scope).value(SETTING)
    if when in ("", "NEVER"):
        return
    if (
        when.endswith(_NEWER)
        and courses.find_row(world, instance["course_id"])["version"] <= instance["course_version"]
    ):
        return
    word = when.removeprefix(_FIRST).removesuffix(_NEWER).removesuffix("_AND_") if when.startswith(_FIRST) else None
    if word is None or standing(world, registration, instance).meets(word):
        instances.add(world, registration)
        world.hint(f"a new instance was begun: {SETTING} is {when}")
