"""The recipes of CONTRIBUTING.md: what they name is there, and their examples are parts of the code."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPES = (ROOT / "CONTRIBUTING.md").read_text().partition("\n## Recipes\n")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"^```\w+\n# (\S+)\n(.*?)^```", RECIPES, re.MULTILINE | re.DOTALL)
NOUNS = ("An operation", "A member", "A setting", "A job", "An error", "A migration", "A vendor")


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_an_example_is_a_part_of_the_file_that_it_names(path: str, text: str) -> None:
    assert text in (ROOT / path).read_text()


@pytest.mark.parametrize("noun", NOUNS)
def test_each_recipe_has_an_example_and_names_the_check_that_enforces_it(noun: str) -> None:
    recipe = RECIPES.partition(f"**{noun}**")[2].partition("\n**")[0]
    assert "```" in recipe
    assert re.search(r"Checked[^:]*: ", recipe)


def test_every_file_that_a_recipe_names_is_there() -> None:
    named = set(re.findall(r"`((?:emulator|tests|scripts|docs|migrations)/[\w./-]+)", RECIPES))
    assert len(named) > len(NOUNS)
    assert not [name for name in named if not (ROOT / name).exists()]
