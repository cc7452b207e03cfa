"""Tests run on both stores, but for those that meet none; and what meets one is noticed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WANTED = ["tests/house/test_operations.py", "tests/house/test_folders.py"]
PLUGIN = """
import re, sys

def pytest_collection_finish():
    sys.modules["tests.conftest"].STORELESS = re.compile("tests/house/")
"""


def test_a_test_that_is_said_to_meet_no_store_and_meets_one_fails(tmp_path: Path) -> None:
    (tmp_path / "all_of_the_house.py").write_text(PLUGIN)
    command = [sys.executable, "-m", "pytest", "-n0", "-p", "all_of_the_house", *WANTED]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "it meets a store: STORELESS in tests/conftest.py" in done.stdout
    assert "test_folders" not in done.stdout


def test_on_postgresql_only_what_meets_no_store_is_left_out() -> None:
    command = [sys.executable, "-m", "pytest", "-n0", "--collect-only", *WANTED]
    found = {}
    for store in ("sqlite", "postgresql"):
        environment = {**os.environ, "TEST_STORE": store, "PYTEST_ADDOPTS": ""}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        found[store] = [path for path in WANTED if path in done.stdout]
    assert found == {"sqlite": WANTED, "postgresql": WANTED[:1]}
