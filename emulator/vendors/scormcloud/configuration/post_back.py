"""`postBack` of a registration, a dispatch or an invitation: another name for the settings ApiRollupRegistration…

The vendor's migration guide gives the mapping. So whatever it names is set at its place: there it is shown and changed, it overrides the
wider places' values one by one, and is overridden by the narrower ones.
"""

from typing import Any, cast

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.configuration.configuration import InEffect, SettingPlace, SettingScope
from emulator.vendors.scormcloud.rows import Row

SETTING_OF = {
    "url": "ApiRollupRegistrationPostBackUrl",
    "auth_type": "ApiRollupRegistrationAuthType",
    "user_name": "ApiRollupRegistrationAuthUser",
    "password": "ApiRollupRegistrationAuthPassword",
    "results_format": "ApiRollupRegistrationFormat",
}
CHOICES = ("auth_type", "results_format")
"""Members whose values a `postBack` has in capitals and a setting, whose case does not matter, in small letters (documented)."""
UNSET = "UNDEFINED"
LEGACY = "legacy asks for the XML of the old API; lms-emulator posts JSON"


def put(world: World, app_id: str, place: SettingPlace, post_back: Row | None) -> None:
    """Set what a `postBack` names at a place, instead of what an earlier one named there; without one nothing changes."""
    if not post_back:
        return
    clear(world, app_id, place)
    hint_at_legacy(world, post_back)
    given: dict[str, Any] = {name: value for name in SETTING_OF if (value := post_back.get(name)) not in (None, UNSET)}
    settings = [
        {"setting_id": SETTING_OF[name], "value": value.lower() if name in CHOICES else value}
        for name, value in given.items()
    ]
    configuration.change(world, SettingScope(app_id, (place,)), {"settings": settings})


def clear(world: World, app_id: str, place: SettingPlace) -> None:
    """Clear every setting of a `postBack` at a place."""
    for setting_id in SETTING_OF.values():
        configuration.remove(world, SettingScope(app_id, (place,)), setting_id)


def in_effect(settings: InEffect) -> Row:
    """The `postBack` that the settings in effect somewhere amount to: all its members, those without a value None."""
    found = {name: settings.value(setting_id) or None for name, setting_id in SETTING_OF.items()}
    members = {name: value.upper() if value and name in CHOICES else value for name, value in found.items()}
    return cast(Row, members)


def hint_at_legacy(world: World, post_back: Row | None) -> None:
    """Add a hint that XML is not sent."""
    if post_back and post_back.get("legacy"):
        world.hint(LEGACY)
