"""What is left out of what the control API shows of requests: the secrets of every vendor, unless the sandbox wants to see them."""

from functools import lru_cache

from emulator.house import House
from emulator.sandbox.hiding import Hiding, Values
from emulator.sandbox.sandbox import Sandbox
from emulator.vendors import ENTRIES


def hiding_for(house: House, sandbox: Sandbox) -> Values:
    """What hides secrets in this sandbox. The token of the settings is shown to nobody: it is no sandbox's to show."""
    token = house.settings.control_token
    return _hiding(token.get_secret_value() if token else None, sandbox.settings.capture_secrets)


@lru_cache(maxsize=8)
def _hiding(token: str | None, captured: bool) -> Values:
    values = [] if token is None else [token]
    return Values(values) if captured else Hiding((name for entry in ENTRIES for name in entry.secrets), values)
