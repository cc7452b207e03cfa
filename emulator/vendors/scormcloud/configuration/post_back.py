"""The `postBack` of a registration, dispatch or invitation, which is another name for the settings ApiRollupRegistration…

The vendor's migration guide gives the mapping. So the members of a `postBack` are stored as settings of its place: they are shown and
changed there, override the values of wider places one by one, and are overridden by narrower ones.
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
"""Members whose values are upper case in a `postBack` and lower case in a setting, where case is ignored (documented)."""
UNSET = "UNDEFINED"
LEGACY = "legacy asks for the XML of the old API; lms-emulator posts JSON"


def put(world: World, app_id: str, place: SettingPlace, post_back: Row | None) -> None:
    """Set the members of a `postBack` at a place, replacing those of an earlier one; None changes nothing."""
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
    """The settings in effect as a `postBack`: all its members, with None for those without a value."""
    found = {name: settings.value(setting_id) or None for name, setting_id in SETTING_OF.items()}
    members = {name: value.upper() if value and name in CHOICES else value for name, value in found.items()}
    return cast(Row, members)


def hint_at_legacy(world: World, post_back: Row | None) -> None:
    """Add a hint that XML is not supported."""
    if post_back and post_back.get("legacy"):
        world.hint(LEGACY)
