"""The blocks of a page that are to be run: those after `<!-- run -->`."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx

from tests.running import running

ROOT = Path(__file__).parents[2]
SURROUNDINGS = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
"""The command `lms-emulator` is where this Python is."""


def blocks_of(page: str, language: str = "sh") -> list[str]:
    """The blocks of a page (its path below the repository) in one language, in its order."""
    return re.findall(rf"<!-- run -->\n```{language}\n(.*?)```", (ROOT / page).read_text(), re.DOTALL)


def pasted(page: str, folder: Path) -> tuple[str, str]:
    """Paste a page's shell blocks at an emulator of its own. Returns its root URL and what came out."""
    with running(folder / "data") as (root, _):
        return root, pasted_at(root, page, folder)


def pasted_at(root: str, page: str, folder: Path) -> str:
    """Paste a page's shell blocks, one after the other, at this emulator, with no file that the page does not make. Returns what came out.

    The default sandbox must behave as before, since a reader works in it.
    """
    code = "\n".join(blocks_of(page)).replace("http://127.0.0.1:8420", root)
    before = _behaviour(root)
    shown = run_in_bash(code, folder, {"EMULATOR_URL": root})
    assert _behaviour(root) == before, f"{page} leaves the default sandbox changed"
    return shown


def _behaviour(root: str) -> list[Any]:
    """What the default sandbox's behaviour depends on, besides its data: settings with limits, faults, and how its clock runs."""
    names = ("settings", "faults", "clock")
    settings, faults, clock = (httpx.get(f"{root}/_emulator/{name}", timeout=30).json() for name in names)
    return [settings, faults, clock["held"], clock["scale"]]


def run_in_bash(code: str, folder: Path, environment: Mapping[str, str] = MappingProxyType({})) -> str:
    """What the code prints; it must end well."""
    done = subprocess.run(
        ["bash", "-eu", "-c", code],
        cwd=folder,
        env={**SURROUNDINGS, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
