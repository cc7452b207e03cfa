"""The wheel holds all that the command needs, and the command runs from it in any folder."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from emulator.cli import program
from emulator.vendors import ENTRIES
from scripts.smoke import COMMANDS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """What is in the wheel."""
    folder = wheel.parent / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel, where only the packages that it needs come from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    install(folder, wheel)
    packages_of(folder).joinpath("needed.pth").write_text(f"{packages_of(Path(sys.prefix))}\n")
    return folder


def build(source: Path, folder: Path) -> Path:
    """The wheel of a source folder."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(environment: Path, wheel: Path) -> None:
    """Install a wheel alone."""
    pip = [sys.executable, "-m", "pip", "--python", str(environment), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True)


def packages_of(environment: Path) -> Path:
    """The folder of an environment's packages."""
    (folder,) = environment.glob("lib/python*/site-packages")
    return folder


def smoke(environment: Path) -> subprocess.CompletedProcess[str]:
    """Run scripts/smoke on an environment."""
    return subprocess.run(
        [str(ROOT / "scripts/smoke"), str(environment)],
        cwd="/",
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


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


def test_the_installed_command_does_all_that_it_must_without_the_repository(environment: Path) -> None:
    where = [str(environment / "bin/python"), "-c", "import emulator; print(emulator.__file__)"]
    answer = subprocess.run(where, cwd="/", check=True, capture_output=True, text=True)
    assert answer.stdout.startswith(str(environment))
    finished = smoke(environment)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")


@pytest.mark.parametrize("options", [(), ("-n", "4")])
def test_a_ten_line_test_in_a_fresh_project_passes_from_the_installed_wheels(
    environment: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    if not (packages_of(environment) / "pytest_lms_emulator").exists():
        install(environment, build(ROOT / "pytest-plugin", tmp_path / "wheel"))
    (snippet,) = re.findall(r"```python\n(.*?)```", (ROOT / "pytest-plugin/README.md").read_text(), re.DOTALL)
    project = tmp_path / "project"
    project.mkdir()
    (project / "test_users.py").write_text(snippet)
    program = [str(environment / "bin/python"), "-m", "pytest", "-p", "no:cacheprovider", "-W", "error", *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EMULATOR_", "PYTEST_"))}
    done = subprocess.run(program, cwd=project, env=kept, capture_output=True, text=True, timeout=100, check=False)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    assert "lms-emulator-0.1" in done.stdout, "the plugin is found by its entry point"


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ("emulator/example_seed.jsonc", "`lms-emulator init"),
        ("emulator/migrations", "the server did not start"),
        ("emulator/gate", "emulator.gate"),
    ],
)
def test_the_smoke_test_says_what_a_wheel_lacks(environment: Path, lacking: str, words: str) -> None:
    path = packages_of(environment) / lacking
    aside = path.with_name("aside")
    path.rename(aside)
    try:
        finished = smoke(environment)
    finally:
        aside.rename(path)
    assert finished.returncode == 1
    assert finished.stdout == ""
    assert words in finished.stderr


def test_the_smoke_test_asks_every_command_for_its_help() -> None:
    assert {*program.SINGLE, *program.JUDGING, *program.GROUPS} == {*COMMANDS}


def test_ready_answers_1_when_nothing_listens(tmp_path: Path) -> None:
    ready = [sys.executable, "-m", "emulator", "ready", "--port", "1"]
    finished = subprocess.run(ready, capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert "not ready" in finished.stderr
