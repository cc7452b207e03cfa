"""The settings of NexPort Campus in a sandbox."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from emulator.sandbox.world import World

Status = Annotated[
    Literal[401, 403, 422],
    BeforeValidator(lambda value: int(value) if isinstance(value, str) and value.isdecimal() else value),
]


class NexportSettings(BaseModel):
    """Settings where the vendor's behaviour is not known."""

    nexport_bad_token_status: Status = Field(
        default=403,
        description="NexPort Campus: the status that a missing, unknown or expired access token gets: 403, 401 or 422. The vendor's is "
        "not known.",
    )
    nexport_form_tokens: bool = Field(
        default=False,
        description="NexPort Campus: whether Authenticate takes a form too, as its description says. The vendor's beta answers a form with "
        "415 (2026-04-13), and JSON is what its guide shows.",
    )
    nexport_review_after_completed: bool = Field(
        default=True,
        description="NexPort Campus: whether a SCO of SCORM 1.2 is in review after it has committed that it is completed: no further value "
        "is written, then and when it is opened again (documented). Off lets it go on.",
    )


def settings_of(world: World) -> NexportSettings:
    """The settings of the call's sandbox."""
    settings = world.sandbox.settings
    assert isinstance(settings, NexportSettings)
    return settings
