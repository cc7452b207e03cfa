"""Where and how a registration is posted: its own postBack, else its dispatch's, else the configuration.

Inferred: the first of them with a URL counts as a whole, so that credentials are sent only to the URL that they were given for.
"""

from typing import Any

from emulator.sandbox.world import World
from emulator.store.statement import Row
from emulator.vendors.scormcloud.configuration.configuration import InEffect
from emulator.vendors.scormcloud.configuration.dispatch_origin import dispatch_of
from emulator.vendors.scormcloud.configuration.registration_scope import scope_of

FORM, HTTPBASIC = "FORM", "HTTPBASIC"
DEFAULTS = {"auth_type": HTTPBASIC, "results_format": "ACTIVITY"}
URL_SETTING = "ApiRollupRegistrationPostBackUrl"


def target_of(world: World, registration: Row, instance: Row) -> dict[str, Any] | None:
    """The postback of a registration's instance, with all defaults; None if it has no URL."""
    own = completed(registration["post_back"])
    if own is not None:
        return own
    dispatch = dispatch_of(world.work, registration)
    of_dispatch = None if dispatch is None else completed(dispatch["post_back"])
    return of_dispatch or _configured(world, registration, instance)


def completed(post_back: dict[str, Any] | None) -> dict[str, Any] | None:
    """A `postBack` with defaults for missing members; None if it has no URL."""
    if not post_back or not post_back.get("url"):
        return None
    given = {name: value for name, value in post_back.items() if value not in (None, "UNDEFINED")}
    return {**DEFAULTS, **given}


def _configured(world: World, registration: Row, instance: Row) -> dict[str, Any] | None:
    """The settings in effect for the instance, whose values may be in any case (documented), as a `postBack`."""
    version = {name: instance[name] for name in ("course_id", "course_version")}
    scope = scope_of(world.work, {**registration, **version}, instance["instance"])
    settings = InEffect(world.work, scope)
    url = settings.value(URL_SETTING)
    if not url:
        return None
    return {
        "url": url,
        "auth_type": settings.value("ApiRollupRegistrationAuthType").upper(),
        "user_name": settings.value("ApiRollupRegistrationAuthUser") or None,
        "password": settings.value("ApiRollupRegistrationAuthPassword") or None,
        "results_format": settings.value("ApiRollupRegistrationFormat").upper(),
    }
