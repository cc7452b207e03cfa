"""API keys in the header X-Api-Key, and how often one may be used."""

from emulator.sandbox.world import World
from emulator.vendors.call import Call
from toy_vendor.errors import KeyRefused, TooManyRequests
from toy_vendor.settings import settings_of
from toy_vendor.tables import ToyKey

KEY = "toy-key"
WINDOW_SECONDS = 60


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
    allowed, sandbox = settings_of(call.world).toy_rate_limit, call.world.sandbox
    if allowed is None or call.world.actor is None:
        return
    if not sandbox.rates.window("toy", WINDOW_SECONDS).admit(call.world.actor, sandbox.clock.seconds(), allowed):
        raise TooManyRequests(f"more than {allowed} requests in {WINDOW_SECONDS} s (toy_rate_limit)")
