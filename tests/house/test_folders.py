"""Folders one can walk through: not too many modules in one, and none that needs what needs it."""

from functools import cache
from graphlib import CycleError, TopologicalSorter

from emulator.vendors import ENTRIES
from tests.house.source import PROGRAM, ROOT, files, imports, module_of

MODULES = 20
TESTED_ELSEWHERE = {"routes", "tables", "newcomers"}
"""By the tests of the rules, and of the console."""


def test_no_folder_has_more_than_20_modules() -> None:
    folders = {path.parent for path in files("emulator", "tests", "scripts")}
    full = {
        folder.relative_to(ROOT).as_posix(): count
        for folder in folders
        if (count := sum(path.name != "__init__.py" for path in folder.glob("*.py"))) > MODULES
    }
    assert not full, f"sort them into folders by their nouns: {full}"


def test_no_module_imports_what_imports_it() -> None:
    arrows: dict[str, set[str]] = {}
    for importing, imported in all_arrows():
        if importing != imported:
            arrows.setdefault(importing, set()).add(imported)
    assert circle(arrows) == [], "two modules that know each other: imports within functions and for types count, too"


def test_no_folder_imports_what_imports_it() -> None:
    for folder in sorted({path.parent for path in files("emulator")}):
        assert circle(arrows_within(module_of(folder / "__init__.py"))) == [], f"a circle in {folder.relative_to(ROOT)}"


@cache
def all_arrows() -> list[tuple[str, str]]:
    """(importing, imported) modules of the emulator."""
    return [(module_of(path), imported) for path in files("emulator") for _, imported in imports(path)]


def arrows_within(package: str) -> dict[str, set[str]]:
    """Which parts of a package (its folders, and the modules beside them) import which others of it."""
    arrows: dict[str, set[str]] = {}
    for importing, imported in all_arrows():
        if importing.startswith(f"{package}.") and imported.startswith(f"{package}."):
            part, other = (name.removeprefix(f"{package}.").partition(".")[0] for name in (importing, imported))
            if part != other:
                arrows.setdefault(part, set()).add(other)
    return arrows


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Names that lead from one back to itself; none if there is no circle."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_every_folder_of_the_emulator_has_its_tests_in_a_folder_of_that_name() -> None:
    folders = {path.name for path in PROGRAM.iterdir() if path.is_dir() and list(path.rglob("*.py"))}
    lacking = sorted(name for name in folders - {"migrations"} if not list((ROOT / "tests" / name).rglob("test_*.py")))
    assert not lacking, "a reader looks for the tests of emulator/NAME in tests/NAME"


def test_every_folder_of_a_vendors_rules_has_its_tests_in_a_folder_of_that_name() -> None:
    lacking = [
        f"{vendor.name}/{folder.name}"
        for vendor in (PROGRAM / "vendors" / entry.name for entry in ENTRIES)
        for folder in vendor.iterdir()
        if list(folder.glob("*.py")) and folder.name not in TESTED_ELSEWHERE
        if not list((ROOT / "tests" / "vendors" / vendor.name / folder.name).glob("test_*.py"))
    ]
    assert not lacking, "a reader who knows a rule's folder finds its tests in the folder of that name"


def test_the_page_on_the_architecture_has_every_folder() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    folders = {path.name for path in PROGRAM.iterdir() if path.is_dir() and list(path.rglob("*.py"))}
    lacking = sorted(name for name in folders - {"migrations"} if f"`{name}/`" not in page)
    assert not lacking, "a row of its table says what a folder contains and may use"
