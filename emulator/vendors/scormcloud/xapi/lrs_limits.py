"""How often an LRS may be called in a minute, reading and writing apart (documented; the numbers depend on the account)."""

from emulator.lrs.errors import LrsError
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.settings import settings_of

SECONDS = 60


def count(world: World, app_id: str, method: str) -> None:
    """Count a request of this method. 429 if the application's LRS has had as many as it may; those do not count (inferred)."""
    kind = "read" if method == "GET" else "write"
    name = f"scormcloud_lrs_{kind}_limit"
    limit: int | None = getattr(settings_of(world), name)
    if limit is None:
        return
    window = world.sandbox.rates.window("scormcloud.lrs", SECONDS)
    if not window.admit(f"{app_id}:{kind}", world.sandbox.clock.seconds(), limit):
        world.hint(f"the setting {name} is {limit}; null turns the limit off")
        raise LrsError(429, f"more than {limit} {kind} operations in {SECONDS} s")
