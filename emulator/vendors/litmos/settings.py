"""The settings of Litmos in a sandbox."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

ZeroIsOff = Annotated[int | None, BeforeValidator(lambda value: None if value in (0, "0", "") else value)]


class LitmosSettings(BaseModel):
    """Where the vendor's documents leave a choice, or a test needs one."""

    litmos_job_roles: list[str] | None = Field(
        default=None,
        description="Litmos: the job roles of the account; a user with another JobRole is refused with 409. null takes any.",
    )
    litmos_rate_limit: ZeroIsOff = Field(
        default=100,
        ge=1,
        description="Litmos: requests that a key may make in a rolling 60 s before it gets 503, as the vendor has it; "
        "null (in the environment: 0) is off.",
    )
    litmos_require_source: bool = Field(
        default=True,
        description="Litmos: refuse a request without `source` with 403, as the vendor's page says.",
    )
