"""Peers that npm has: Prism, json-server, and WireMock, which is a Java program."""

import shutil
import subprocess
import tempfile
from pathlib import Path

PRISM = "@stoplight/prism-cli"
PACKAGES = (PRISM, "json-server@0.17", "wiremock")
INSTALLED = Path(tempfile.gettempdir()) / "lms-emulator-bench-peers"


def install(*packages: str) -> None:
    """Install packages with npm into a temporary folder that later runs find again."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("this needs Node.js and npm")
    INSTALLED.mkdir(exist_ok=True)
    subprocess.run(
        [npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", INSTALLED, *packages], check=True
    )


def command(name: str) -> str | None:
    """Where a package's command is, if it is anywhere."""
    own = INSTALLED / "node_modules/.bin" / name
    return str(own) if own.exists() else shutil.which(name)


def wiremock() -> list[str] | None:
    """The command of WireMock, if its package and a Java are there."""
    jar, java = next(INSTALLED.glob("node_modules/wiremock/build/*.jar"), None), shutil.which("java")
    return None if jar is None or java is None else [java, "-jar", str(jar)]
