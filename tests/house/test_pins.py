"""The pinned versions run on every Python that pyproject.toml allows."""

import tomllib
from importlib.metadata import distributions
from pathlib import Path

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def test_each_pinned_version_that_is_installed_runs_on_the_first_release_of_the_oldest_python() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    oldest = asked.removeprefix(">=") + ".0"
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pinned = {(canonicalize_name(name), version) for name, _, version in (line.partition("==") for line in lines)}
    installed = [each for each in distributions() if (canonicalize_name(each.name), each.version) in pinned]
    too_new = {
        each.name: python
        for each in installed
        if (python := each.metadata["Requires-Python"]) and oldest not in SpecifierSet(python)
    }
    assert len(installed) > 50
    assert too_new == {}, "scripts/pin chooses others"
