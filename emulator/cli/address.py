"""The URL of the emulator that a command is for."""

from emulator.cli.stopping import stop
from emulator.running_at import read, url_of


def own_url(port: int | None = None) -> str:
    """The URL of this machine's emulator: as it says itself in its data folder, else according to the settings.

    `port` is that of the command line.
    """
    from emulator.settings import SettingsError, load_settings

    try:
        settings = load_settings(port=port)
    except SettingsError as error:
        stop(error)
    said = read(settings.data) if port is None else None
    return said or url_of(settings.host, settings.port, tls=settings.speaks_tls)


def own_proxy() -> str | None:
    """The URL of the proxy of this machine's emulator; None if none says that it has one."""
    from emulator.settings import SettingsError, load_settings

    try:
        return read(load_settings().data, "proxy")
    except SettingsError:
        return None
