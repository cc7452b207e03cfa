"""Hide secrets in the requests that the control API shows: those of every vendor, unless the sandbox's settings show them."""

from functools import lru_cache

from emulator.house import House
from emulator.sandbox.hiding.hiding import Hiding, Values
from emulator.sandbox.sandbox import Sandbox
from emulator.vendors import ENTRIES


def hiding_for(house: House, sandbox: Sandbox) -> Values:
    """The `Hiding` for this sandbox. The token of the settings is always hidden, whatever the sandbox's settings say."""
    token = house.settings.control_token
    return _hiding(token.get_secret_value() if token else None, sandbox.settings.capture_secrets)


@lru_cache(maxsize=8)
def _hiding(token: str | None, captured: bool) -> Values:
    values = [] if token is None else [token]
    return Values(values) if captured else Hiding((name for entry in ENTRIES for name in entry.secrets), values)
