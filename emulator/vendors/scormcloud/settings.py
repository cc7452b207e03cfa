"""The settings of SCORM Cloud in a sandbox."""

from pydantic import BaseModel, Field

from emulator.sandbox.settings import ZeroIsOff
from emulator.sandbox.world import World

_LIMIT = "beyond them 429. The vendor's number depends on the account and is not known to us; null (in the environment: 0) is off."


class ScormCloudSettings(BaseModel):
    """Settings that an account's owner has in the vendor's console, and limits that depend on the account."""

    scormcloud_learner_deletion: bool = Field(
        default=False,
        description="SCORM Cloud: whether applications may delete all data of a learner; off is the vendor's default.",
    )
    scormcloud_rate_limit: ZeroIsOff = Field(
        default=None,
        ge=1,
        description="SCORM Cloud: requests that an application may make in a rolling 60 s before it gets 429. No limit of this API is "
        "documented; null (in the environment: 0) is off.",
    )
    scormcloud_lrs_read_limit: ZeroIsOff = Field(
        default=None,
        ge=1,
        description=f"SCORM Cloud: requests that read from an application's LRS in a rolling 60 s, {_LIMIT}",
    )
    scormcloud_lrs_write_limit: ZeroIsOff = Field(
        default=None,
        ge=1,
        description=f"SCORM Cloud: requests that write to an application's LRS in a rolling 60 s, {_LIMIT}",
    )


def settings_of(world: World) -> ScormCloudSettings:
    """The settings of the call's sandbox."""
    settings = world.sandbox.settings
    assert isinstance(settings, ScormCloudSettings)
    return settings
