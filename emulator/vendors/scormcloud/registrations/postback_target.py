"""Where and how a registration is posted: as the settings in effect for its instance say, which its own `postBack` is among."""

from typing import Any

from emulator.sandbox.world import World
from emulator.store.statement import Row
from emulator.vendors.scormcloud.configuration import post_back as post_backs
from emulator.vendors.scormcloud.configuration.configuration import InEffect
from emulator.vendors.scormcloud.configuration.registration_scope import scope_of

FORM, HTTPBASIC = "FORM", "HTTPBASIC"
DEFAULTS = {"auth_type": HTTPBASIC, "results_format": "ACTIVITY"}


def target_of(world: World, registration: Row, instance: Row) -> dict[str, Any] | None:
    """The postback of a registration's instance, with all defaults; None if it has no URL."""
    version = {name: instance[name] for name in ("course_id", "course_version")}
    scope = scope_of(world.work, {**registration, **version}, instance["instance"])
    return completed(post_backs.in_effect(InEffect(world.work, scope)))


def completed(post_back: dict[str, Any]) -> dict[str, Any] | None:
    """A `postBack` with defaults for missing members; None if it has no URL."""
    if not post_back.get("url"):
        return None
    given = {name: value for name, value in post_back.items() if value not in (None, post_backs.UNSET)}
    return {**DEFAULTS, **given}
