"""Every setting of a sandbox: the common ones and each vendor's own. `EMULATOR_…` variables set them for all sandboxes."""

from importlib import import_module
from typing import TYPE_CHECKING

from pydantic import BaseModel, create_model

from emulator.plugins import PluginError
from emulator.sandbox.settings import CommonSettings
from emulator.vendors import ENTRIES, Entry


def _settings_of(entry: Entry) -> type[BaseModel]:
    module, _, name = (entry.settings or "").partition(":")
    found: type[BaseModel] = getattr(import_module(module), name)
    foreign = [field for field in found.model_fields if not field.startswith(f"{entry.name}_")]
    if foreign:
        raise PluginError(f"the setting {foreign[0]} of {entry.name} must begin with {entry.name}_")
    return found


if TYPE_CHECKING:

    class SandboxSettings(CommonSettings):
        """The settings that `GET /_emulator/settings` shows and `PATCH` changes."""

else:
    SandboxSettings = create_model(
        "SandboxSettings",
        __base__=(CommonSettings, *(_settings_of(entry) for entry in ENTRIES if entry.settings)),
        __module__=__name__,
        __doc__="What `GET /_emulator/settings` shows and `PATCH` changes.",
    )
