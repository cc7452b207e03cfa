"""What is left out of what the control API shows of requests: the secrets of every vendor, unless the sandbox wants to see them."""

from emulator.sandbox.hiding import Hiding
from emulator.sandbox.sandbox import Sandbox
from emulator.vendors import ENTRIES

_ALL = Hiding(name for entry in ENTRIES for name in entry.secrets)


def hiding_for(sandbox: Sandbox) -> Hiding | None:
    """What hides secrets in this sandbox; None if it captures them."""
    return None if sandbox.settings.capture_secrets else _ALL
