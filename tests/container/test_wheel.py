"""The wheel holds all that the command needs, and the command runs from it in any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from emulator.vendors import ENTRIES
from tests.processes import serving

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked as an installation would be."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_holds_every_file_of_the_package_and_the_migrations(unpacked: Path) -> None:
    wanted = {path for path in (ROOT / "emulator").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    missing = {str(path.relative_to(ROOT)) for path in wanted if not (unpacked / path.relative_to(ROOT)).exists()}
    assert not missing
    for entry in ENTRIES:
        assert (unpacked / "emulator/vendors" / entry.name / "contract/vendor.json").is_file()
    packed = {path.name for path in (unpacked / "emulator/migrations/versions").glob("*.py")}
    assert packed == {path.name for path in (ROOT / "migrations/versions").glob("*.py")}
    assert (unpacked / "emulator/py.typed").is_file()


def test_the_wheel_carries_the_licence_and_the_command(unpacked: Path) -> None:
    (information,) = unpacked.glob("lms_emulator-*.dist-info")
    assert "Apache License" in (information / "licenses/LICENSE").read_text()
    assert "lms-emulator = emulator.cli:main" in (information / "entry_points.txt").read_text()


def test_the_command_starts_from_the_wheel_in_another_folder(
    unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {"PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    where = [sys.executable, "-c", "import emulator; print(emulator.__file__)"]
    answer = subprocess.run(where, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
    assert answer.stdout.startswith(str(unpacked))
    with serving(tmp_path / "data", **environment) as (root, _):
        ready = [sys.executable, "-m", "emulator", "ready", "--port", root.rpartition(":")[2]]
        assert subprocess.run(ready, env={**os.environ, **environment}, check=False).returncode == 0


def test_ready_answers_1_when_nothing_listens(tmp_path: Path) -> None:
    ready = [sys.executable, "-m", "emulator", "ready", "--port", "1"]
    finished = subprocess.run(ready, capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert "not ready" in finished.stderr
