"""The number of requests per minute to an LRS, counted separately for reading and writing (documented; the numbers depend on the
account)."""

from emulator.lrs.errors import LrsError
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.entry import LRS_READS, LRS_WRITES


def count(world: World, app_id: str, method: str) -> None:
    """Count a request with this method. 429 if the application's LRS has reached its limit; refused requests are not counted (inferred)."""
    kind, limit = ("read", LRS_READS) if method == "GET" else ("write", LRS_WRITES)
    allowed = world.sandbox.over_limit(limit, app_id)
    if allowed is not None:
        world.hint(f"the setting {limit.setting} is {allowed}; null turns the limit off")
        raise LrsError(429, f"more than {allowed} {kind} operations in {limit.seconds} s")
