"""The settings of Toy in a sandbox."""

from pydantic import BaseModel, Field


class ToySettings(BaseModel):
    """What a test may want to be different."""

    toy_rate_limit: int | None = Field(
        default=None,
        ge=1,
        description="Toy: requests that a key may make in a rolling 60 s before it gets 429; null is off.",
    )
