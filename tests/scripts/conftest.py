"""A copy of the checkout, in which a script may write."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = (
    "clients",
    "emulator",
    "hatch_build.py",
    "migrations",
    "pytest-plugin",
    "scripts",
    "tests",
    "docs",
    "pyproject.toml",
    "constraints.txt",
    "README.md",
    "CONTRIBUTING.md",
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The root of the copy."""
    root = tmp_path / "checkout"
    root.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(ROOT / part, root / part)
    return root


@pytest.fixture
def run(checkout: Path) -> Run:
    """Runs a module in the copy: its modules are imported, not those of the checkout."""

    def run(*arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(checkout), path)))}
        command = [sys.executable, "-m", *arguments]
        return subprocess.run(
            command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=150, check=False
        )

    return run


@pytest.fixture
def passes(run: Run) -> Callable[..., None]:
    """Fails unless the copy passes: style always, and the modules that are named."""

    def passes(*commands: tuple[str, ...]) -> None:
        for command in (("ruff", "check", "."), ("ruff", "format", "--check", "."), *commands):
            done = run(*command)
            assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"

    return passes
