"""Every setting of a sandbox: the common ones and each vendor's own. A name may also be set for all sandboxes as `EMULATOR_…`."""

from emulator.sandbox.settings import CommonSettings
from emulator.vendors.litmos.settings import LitmosSettings
from emulator.vendors.nexport.settings import NexportSettings
from emulator.vendors.scormcloud.settings import ScormCloudSettings


class SandboxSettings(CommonSettings, LitmosSettings, NexportSettings, ScormCloudSettings):
    """What `GET /_emulator/settings` shows and `PATCH` changes."""
