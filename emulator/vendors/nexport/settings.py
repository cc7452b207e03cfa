"""The settings of NexPort Campus in a sandbox."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

Status = Annotated[
    Literal[401, 403, 422],
    BeforeValidator(lambda value: int(value) if isinstance(value, str) and value.isdecimal() else value),
]


class NexportSettings(BaseModel):
    """Settings for choices of the vendor that are not known."""

    nexport_bad_token_status: Status = Field(
        default=403,
        description="NexPort Campus: the status that a missing, unknown or expired access token gets: 403, 401 or 422. The vendor's is "
        "not known.",
    )
