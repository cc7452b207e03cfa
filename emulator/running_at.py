"""Where the emulator that uses a data folder can be called: it says so in a file of the folder, for commands and tests."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emulator import __version__

if TYPE_CHECKING:
    from emulator.settings import Settings

NAME = "server.json"
SPEAKS_TLS = "this port speaks https"
"""How the answer begins to a client that does not."""
LOOPBACKS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
"""Where one reaches on this machine what listens everywhere."""


def url_of(host: str, port: int, *, tls: bool = False) -> str:
    """The URL by which one reaches on this machine what listens at an address."""
    host = LOOPBACKS.get(host, host)
    return f"http{'s' if tls else ''}://{f'[{host}]' if ':' in host else host}:{port}"


def facts(host: str, port: int, *, tls: bool = False, **more: Any) -> dict[str, Any]:
    """The content of the file. It has nothing secret in it."""
    return {"url": url_of(host, port, tls=tls), "port": port, "pid": os.getpid(), "version": __version__, **more}


def more(settings: "Settings") -> dict[str, str]:
    """What the file has besides: the proxy's URL, and the file with the certificate to trust."""
    found = {}
    if settings.proxy_port is not None:
        found["proxy"] = url_of(settings.host, settings.proxy_port)
    if settings.proxy_port is not None or (settings.tls and settings.tls_cert is None):
        found["ca"] = str((settings.authority_folder / "ca.pem").resolve())
    return found


def write(data: Path, host: str, port: int, *, tls: bool = False, **more: Any) -> None:
    """Write the file, whole or not at all. Without it the emulator serves all the same, so a full disk does no harm here."""
    part = data / f".{NAME}.{os.getpid()}"
    with suppress(OSError):
        part.write_text(json.dumps(facts(host, port, tls=tls, **more)) + "\n")
        part.replace(data / NAME)
        return
    with suppress(OSError):
        part.unlink()


def forget(data: Path) -> None:
    """Remove the file, before another emulator can use the folder. One that was killed leaves it, and the next one writes it anew."""
    with suppress(OSError):
        (data / NAME).unlink()


def read(data: Path, member: str = "url") -> str | None:
    """The URL in the file, or another member that is text; None if there is no such file, or none that can be read."""
    try:
        found = json.loads((data / NAME).read_bytes())
    except (OSError, ValueError):
        return None
    text = found.get(member) if isinstance(found, Mapping) else None
    return text if isinstance(text, str) else None
