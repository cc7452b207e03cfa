"""Folders one can walk through: not too many modules in one, and none that needs what needs it."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.house.source import PROGRAM, ROOT, files, imports, module_of

MODULES = 20
AREAS = ("", "courseware", "lrs", "player", "vendors/litmos", "vendors/scormcloud", "vendors/nexport")


def test_no_folder_has_more_than_20_modules() -> None:
    folders = {path.parent for path in files("emulator", "tests", "scripts")}
    full = {
        folder.relative_to(ROOT).as_posix(): count
        for folder in folders
        if (count := sum(path.name != "__init__.py" for path in folder.glob("*.py"))) > MODULES
    }
    assert not full, f"sort them into folders by their nouns: {full}"


@pytest.mark.parametrize("area", AREAS)
def test_no_folder_imports_what_imports_it(area: str) -> None:
    base = f"emulator.{area.replace('/', '.')}".rstrip(".")
    arrows: dict[str, set[str]] = {}
    for importing, imported in _arrows(area, base):
        arrows.setdefault(importing, set()).add(imported)
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        raise AssertionError(f"a circle in emulator/{area}: {' -> '.join(error.args[1])}") from None


def _arrows(area: str, base: str) -> Iterator[tuple[str, str]]:
    """(importing, imported) parts of an area: its folders, and the modules beside them."""
    for path in files(f"emulator/{area}"):
        importing = _part(module_of(path), base)
        if importing == base:  # the `__init__` of the area itself
            continue
        for _, module in imports(path):
            if module.startswith(f"{base}.") and (imported := _part(module, base)) != importing:
                yield importing, imported


def _part(module: str, base: str) -> str:
    return module.removeprefix(f"{base}.").partition(".")[0]


def test_every_folder_of_the_emulator_has_its_tests_in_a_folder_of_that_name() -> None:
    folders = {path.name for path in PROGRAM.iterdir() if path.is_dir() and list(path.rglob("*.py"))}
    lacking = sorted(name for name in folders - {"migrations"} if not list((ROOT / "tests" / name).rglob("test_*.py")))
    assert not lacking, "a reader looks for the tests of emulator/NAME in tests/NAME"


def test_every_area_is_there() -> None:
    assert all((PROGRAM / area).is_dir() for area in AREAS)
