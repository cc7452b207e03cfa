"""The programs of docs/recipes.md do what they say, each where its language is installed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, SURROUNDINGS, blocks_of
from tests.running import running

PAGE = "docs/recipes.md"
RUN_BY = {
    "sh": ("bash", "-eu", "recipe.sh"),
    "python": (sys.executable, "recipe.py"),
    "javascript": ("node", "recipe.cjs"),
    "php": ("php", "recipe.php"),
    "ruby": ("ruby", "recipe.rb"),
    "go": ("go", "run", "recipe.go"),
    "java": ("java", "Recipe.java"),
}
"""What runs a language's program; the last word is its file."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("recipes")) as (root, _):
        yield root


def test_every_program_that_is_to_be_run_is_run_here() -> None:
    assert set(re.findall(r"<!-- run -->\n```(\w+)", (ROOT / PAGE).read_text())) == set(RUN_BY)


@pytest.mark.parametrize("language", RUN_BY)
def test_a_program_creates_a_user_and_imports_a_course(root: str, tmp_path: Path, language: str) -> None:
    command, *rest = RUN_BY[language]
    if shutil.which(command, path=SURROUNDINGS["PATH"]) is None:
        pytest.skip(f"{command} is not installed")
    (code,) = blocks_of(PAGE, language)
    (tmp_path / rest[-1]).write_text(code.replace("http://127.0.0.1:8420", root))
    done = subprocess.run(
        [command, *rest],
        cwd=tmp_path,
        env={
            **SURROUNDINGS,
            "HOME": str(tmp_path),
            "GOFLAGS": "-mod=mod",
            "GOCACHE": os.path.expanduser("~/.cache/go-build"),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout.split("\n")[:2]) == (0, ["201", "Tides: a short quiz"]), (
        done.stdout + done.stderr
    )
