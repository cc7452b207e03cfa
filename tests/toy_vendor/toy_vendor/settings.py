"""The settings of Toy in a sandbox."""

from pydantic import BaseModel, Field

from emulator.sandbox.world import World


class ToySettings(BaseModel):
    """What a test may want to be different."""

    toy_rate_limit: int | None = Field(
        default=None,
        ge=1,
        description="Toy: requests that a key may make in a rolling 60 s before it gets 429; null is off.",
    )


def settings_of(world: World) -> ToySettings:
    """The settings of the world's sandbox."""
    settings = world.sandbox.settings
    assert isinstance(settings, ToySettings)
    return settings
