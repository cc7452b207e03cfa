"""CONTRIBUTING.md: its examples are parts of the code, its command is one that is tested, and what its recipes name is there."""

import re
import shlex
from pathlib import Path
from textwrap import dedent

import pytest

from emulator.vendors import ENTRIES, load_vendor
from tests.scripts.test_new_operation import OPERATIONS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text()
RECIPES = PAGE.partition("\n## Recipes\n")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"^ *```\w+\n *# (\S+)\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL)
NOUNS = ("An operation", "A member", "A setting", "A job", "An error", "A migration", "A vendor")


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_an_example_is_a_part_of_the_file_that_it_names(path: str, text: str) -> None:
    code = (ROOT / path).read_text()
    assert text in code or dedent(text) in code


def test_the_command_that_adds_an_operation_is_one_whose_result_passes_the_checks() -> None:
    (line,) = re.findall(r"^scripts/new-operation .*", PAGE, re.MULTILINE)
    _, vendor, *rest = shlex.split(line)
    assert tuple(rest[: rest.index("--reason")]) == OPERATIONS[vendor]


def test_every_operation_of_the_shipped_vendors_is_served_as_the_page_says() -> None:
    shipped = [entry.name for entry in ENTRIES if entry.module.startswith("emulator.vendors.")]
    operations = [each for name in shipped for each in load_vendor(name).contract.operations.values()]
    assert [each.id for each in operations if each.unserved] == []


@pytest.mark.parametrize("noun", NOUNS)
def test_each_recipe_has_an_example_and_names_the_check_that_enforces_it(noun: str) -> None:
    recipe = RECIPES.partition(f"**{noun}**")[2].partition("\n**")[0]
    assert "```" in recipe
    assert re.search(r"Checked[^:]*: ", recipe)


def test_every_file_that_a_recipe_names_is_there() -> None:
    named = set(re.findall(r"`((?:emulator|tests|scripts|docs|migrations)/[\w./-]+)", RECIPES))
    assert len(named) > len(NOUNS)
    assert not [name for name in named if not (ROOT / name).exists()]
