"""Hide secrets in the requests that the control API shows: those of every vendor, unless the sandbox's settings show them."""

from emulator.hiding.hiding import HiddenValues
from emulator.house import House
from emulator.life.secrets import hiding_of
from emulator.sandbox.sandbox import Sandbox


def hiding_for(house: House, sandbox: Sandbox) -> HiddenValues:
    """The `Hiding` for this sandbox. The token of the settings is always hidden, whatever the sandbox's settings say."""
    token = house.settings.control_token
    return hiding_of(token.get_secret_value() if token else None, captured=sandbox.settings.capture_secrets)


def shown_reason(house: House, sandbox: Sandbox, reason: str | None) -> str | None:
    """Why something failed, without its secrets: the URL that could not be fetched may have some, and what a receiver said."""
    return reason and hiding_for(house, sandbox).text(reason)
