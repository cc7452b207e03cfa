"""Docstrings are plain English that a non-native reader takes in at the first reading."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import files, name_of, tree

INSTEAD = {
    r"(?-i:(?<!there )\bis none\b)": "say what happens: 'None if it does not exist', 'text that is not a duration'",
    r"\bthat is no (?!longer)": "write 'that is not a …'",
    r"\bof nobody\b": "name the thing: 'a throw-away registration'",
    r"\bwhoever\b": "name the actor: 'the caller', 'the person who runs the emulator'",
    r"\bthose that there\b": "name the thing: 'the existing interactions'",
    r"(?:; |^|\. )answers ": "a function returns: 'returns the id'",
    r"\bthe first first\b": "name the order: 'in order of creation', 'the oldest first'",
    r"\bhalf a character\b": "a lone surrogate",
    r"\bwhat is no\b": "name the thing: 'text that is not JSON'",
    r"\btakes? and answers?\b": "functions take and return",
    r"\bheld against\b": "compared with",
    r"\bthe \w+s that there are\b": "say 'all recipes' or 'the existing accounts'",
    r"\banother one (?:now|than)\b": "say what changed: 'whether the attempt changed'",
}


def docstrings(*folders: str) -> Iterator[tuple[str, str]]:
    """(place, text) of every docstring, those of constants and fields too."""
    for path in files(*folders):
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                yield f"{name_of(path)}:{node.lineno}", node.value.value


def unclear(text: str) -> list[str]:
    return [f"{found[0]!r}: {say}" for bad, say in INSTEAD.items() if (found := re.search(f"(?i:{bad})", text))]


def test_docstrings_use_no_phrase_that_needs_two_readings() -> None:
    assert [(place, why) for place, text in docstrings("emulator", "scripts") for why in unclear(text)] == []


def test_docstrings_have_no_half_character_with_which_python_3_13_cannot_import_them() -> None:
    halves = re.compile("[\ud800-\udfff]")
    assert [place for place, text in docstrings("emulator", "scripts", "tests") if halves.search(text)] == []


def test_helpers_of_tests_return_things() -> None:
    returning = r"(?:; |\. )[Aa]nswers (?:the|what|its|their|an?|how)\b"
    assert [
        place for place, text in docstrings("tests") if re.search(returning, text) and "test_words" not in place
    ] == []


def test_the_check_finds_such_phrases_and_lets_plain_ones_pass() -> None:
    assert unclear("Store a job; answers its id.") == ["'; answers ': a function returns: 'returns the id'"]
    assert len(unclear("The body of whoever has none, or text that is no number.")) == 2
    assert unclear("A course by id; returns None if there is none.") == []
