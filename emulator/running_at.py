"""Where the emulator that uses a data folder can be called: it says so in a file of the folder, for commands and tests."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from emulator import __version__

NAME = "server.json"
LOOPBACKS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
"""Where one reaches on this machine what listens everywhere."""


def url_of(host: str, port: int) -> str:
    """The URL by which one reaches on this machine what listens at an address."""
    host = LOOPBACKS.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def facts(host: str, port: int) -> dict[str, Any]:
    """The content of the file. It has nothing secret in it."""
    return {"url": url_of(host, port), "port": port, "pid": os.getpid(), "version": __version__}


def write(data: Path, host: str, port: int) -> None:
    """Write the file, whole or not at all. Without it the emulator serves all the same, so a full disk does no harm here."""
    part = data / f".{NAME}.{os.getpid()}"
    with suppress(OSError):
        part.write_text(json.dumps(facts(host, port)) + "\n")
        part.replace(data / NAME)
        return
    with suppress(OSError):
        part.unlink()


def forget(data: Path) -> None:
    """Remove the file, before another emulator can use the folder. One that was killed leaves it, and the next one writes it anew."""
    with suppress(OSError):
        (data / NAME).unlink()


def read(data: Path) -> str | None:
    """The URL in the file; None if there is no such file, or none that can be read."""
    try:
        found = json.loads((data / NAME).read_bytes())
    except (OSError, ValueError):
        return None
    url = found.get("url") if isinstance(found, Mapping) else None
    return url if isinstance(url, str) else None
