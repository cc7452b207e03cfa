"""scripts/new-vendor: what it writes is installed and served as it is."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from scripts.new_vendor import RefusedError, write
from tests.processes import serving
from tests.vendors.test_plug_in import install


def test_what_it_writes_is_served_as_it_is(tmp_path: Path) -> None:
    folder, packages = tmp_path / "lms-emulator-moodle", tmp_path / "packages"
    write("moodle", folder)
    assert not [
        path for path in folder.rglob("*") if path.is_file() and "toy" in (path.name + path.read_text()).lower()
    ]
    style = [sys.executable, "-m", "ruff", "check", "--select", "E,F,W", "--line-length", "120", str(folder)]
    assert subprocess.run(style, capture_output=True, timeout=60, check=False).returncode == 0
    install(folder, packages)
    with serving(tmp_path / "data", PYTHONPATH=str(packages)) as (root, _):
        notes, key = f"{root}/moodle/v1/notes", {"X-Api-Key": "moodle-key"}
        assert httpx.post(notes, json={"title": "a"}, headers=key).status_code == 201
        assert [note["title"] for note in httpx.get(notes, headers=key).json()] == ["a"]
        assert httpx.get(f"{root}/_emulator/openapi/moodle.json").json()["info"]["title"].startswith("Moodle")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Moodle", "'Moodle' cannot be a vendor's name"),
        ("litmos", "there is a vendor litmos already"),
        ("moodle", "is there already"),
    ],
)
def test_a_name_or_folder_that_cannot_be_is_refused(name: str, words: str, tmp_path: Path) -> None:
    folder = tmp_path if name == "moodle" else tmp_path / "new"
    with pytest.raises(RefusedError, match=words):
        write(name, folder)
    assert not list(tmp_path.iterdir())
