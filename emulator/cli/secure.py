"""Calling an emulator by https: the authority of this machine's own emulator is trusted, besides all that the machine trusts."""

import ssl
from contextlib import suppress

from emulator.running_at import read


def trusting() -> ssl.SSLContext:
    """A TLS context that trusts this authority, too."""
    from emulator.settings import SettingsError, load_settings

    context = ssl.create_default_context()
    with suppress(SettingsError, OSError):
        data = load_settings().data
        ca = read(data, "ca")
        if ca is not None:
            context.load_verify_locations(ca)
    return context
