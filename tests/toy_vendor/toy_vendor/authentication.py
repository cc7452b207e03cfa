"""API keys in the header X-Api-Key, and how often one may be used."""

from emulator.sandbox.world import World
from emulator.vendors.call import Call
from toy_vendor.entry import REQUESTS
from toy_vendor.errors import KeyRefused, TooManyRequests
from toy_vendor.tables import ToyKey

KEY = "toy-key"


def create_key(world: World) -> None:
    """The key that works in every sandbox."""
    world.work.insert(ToyKey, {"key": KEY})


def authenticate(call: Call) -> str | None:
    """The key of the caller; None where the contract asks for none. 401 if it is missing or unknown."""
    if call.operation is None or not call.operation.auth.get("kinds"):
        return None
    key = call.request.header(b"x-api-key")
    if key is None or call.world.work.get(ToyKey, key=key) is None:
        raise KeyRefused(f"send the header X-Api-Key: {KEY}")
    return key


def limit(call: Call) -> None:
    """429 if the key was used as often as the sandbox's setting allows."""
    key: str | None = call.world.actor
    allowed = call.world.sandbox.over_limit(REQUESTS, key) if key is not None else None
    if allowed is not None:
        raise TooManyRequests(f"more than {allowed} requests in {REQUESTS.seconds} s (toy_rate_limit)")
