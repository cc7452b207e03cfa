"""The URL of the emulator that a command is for."""

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from emulator.cli.stopping import stop
from emulator.running_at import read, url_of

if TYPE_CHECKING:
    from emulator.settings import Settings


def own_settings(**given: Any) -> "Settings":
    """The settings of this machine's emulator; unknown `EMULATOR_…` variables are reported once. The command ends if one is wrong."""
    from emulator.settings import SettingsError, load_settings

    _complain()
    try:
        return load_settings(**given)
    except SettingsError as error:
        stop(error)


@cache
def _complain() -> None:
    from emulator.settings import misspelt

    for words in misspelt(os.environ):
        print(f"lms-emulator: {words}", file=sys.stderr)


def own_url(port: int | None = None) -> str:
    """The URL of this machine's emulator: as it says itself in its data folder, else according to the settings.

    `port` is that of the command line.
    """
    settings = own_settings(port=port)
    said = read(settings.data) if port is None else None
    return said or url_of(settings.host, settings.port, tls=settings.speaks_tls)


def own_proxy() -> str | None:
    """The URL of the proxy of this machine's emulator; None if none says that it has one."""
    from emulator.settings import SettingsError, load_settings

    try:
        return read(load_settings().data, "proxy")
    except SettingsError:
        return None


def checked(url: str) -> str:
    """The same URL; the command ends if an emulator cannot be at it."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        stop(f"{url} is not an http or https URL")
    return url


def checked_sandbox(name: str) -> str:
    """The same name; the command ends if no sandbox can have it."""
    from emulator.sandbox.names import SandboxNameError, check_name

    try:
        check_name(name)
    except SandboxNameError as error:
        stop(error)
    return name
