"""Where and how a registration is posted: the settings in effect for its instance, its own `postBack` among them."""

from typing import cast

from emulator.sandbox.world import World
from emulator.store.parts import part
from emulator.vendors.scormcloud.configuration import post_back as post_backs
from emulator.vendors.scormcloud.configuration.configuration import InEffect
from emulator.vendors.scormcloud.configuration.registration_scope import scope_of
from emulator.vendors.scormcloud.rows import Row

FORM, HTTPBASIC = "FORM", "HTTPBASIC"
DEFAULTS: Row = {"auth_type": HTTPBASIC, "results_format": "ACTIVITY"}


def target_of(world: World, registration: Row, instance: Row) -> Row | None:
    """The postback of a registration's instance, with all defaults; None if it has no URL."""
    version = part(instance, ("course_id", "course_version"))
    scope = scope_of(world.work, {**registration, **version}, instance["instance"])
    return completed(post_backs.in_effect(InEffect(world.work, scope)))


def completed(post_back: Row) -> Row | None:
    """A `postBack` with defaults for missing members; None if it has no URL."""
    if not post_back.get("url"):
        return None
    given = cast(Row, {name: value for name, value in post_back.items() if value not in (None, post_backs.UNSET)})
    return {**DEFAULTS, **given}
