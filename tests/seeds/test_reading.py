"""What a seed document says, in JSON and YAML: dates, numbers, words, aliases, and what is there twice."""

from typing import Any

import pytest

from emulator.seeds.reading import read
from emulator.seeds.refused import SeedError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2030-01-02", "2030-01-02"),
        ("2030-01-02T10:00:00Z", "2030-01-02T10:00:00Z"),
        ("no", "no"),
        ("On", "On"),
        ("0123", "0123"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("12", 12),
        ("-1.50", -1.5),
        ("'12'", "12"),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("", None),
        ("{a: [b]}", {"a": ["b"]}),
    ],
)
def test_a_value_in_yaml_is_what_people_mean_by_it(text: str, value: Any) -> None:
    assert read(f"a: {text}".encode(), "yaml") == {"a": value}


def test_anchors_aliases_and_merges_work() -> None:
    text = b"a: &one {x: 1, y: 2}\nb: {<<: *one, y: 3}\nc: [*one]"
    assert read(text, "yaml") == {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 3}, "c": [{"x": 1, "y": 2}]}


@pytest.mark.parametrize(
    ("text", "is_yaml"),
    [("# x\na: 1", True), ("---\na: 1", True), ("a: 1", True), ('"$schema": x', True), (' {"a": 1}', False)],
)
def test_the_form_of_a_document_that_nobody_names_is_known_by_its_look(text: str, is_yaml: bool) -> None:
    assert read(text.encode()) == read(text.encode(), "yaml" if is_yaml else "json")


BOMB = b"a0: &a0 [x, x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 50))
MERGES = b"a0: &a0 {x: 1}\n" + b"".join(b"a%d: &a%d {<<: [*a%d, *a%d]}\n" % (n, n, n - 1, n - 1) for n in range(1, 50))


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        (b"a: 1\nb: 2\na: 3", "yaml", "line 3, column 1: a is there twice"),
        (b"1: a", "yaml", "line 1, column 1: 1 cannot name a member: put it in quotes"),
        (b"a: !!python/object:os.system x", "yaml", "line 1, column 4: !!python/object:os.system is no kind of value"),
        (b"a: &a [*a]", "yaml", "it contains itself"),
        (b"a: *b", "yaml", "line 1, column 4"),
        (b"a: [1", "yaml", "line 2, column 1"),
        (b"a: " + b"[" * 50_000, "yaml", "line 1"),
        (b"a: 1\n---\nb: 1", "yaml", "another document"),
        (b"# nothing", "yaml", "the document is empty"),
        (b"a: " + b"9" * 5000, "yaml", "cannot be read"),
        (b"a: \xff", "yaml", "invalid leading UTF-8"),
        (BOMB, "yaml", "aliases"),
        (MERGES, "yaml", "aliases"),
        (b'{"a": 1, // one\n "b": {}, "a": 2}', "json", 'a is there twice in {"a": 2, "b": {}}'),
        (b"[" * 100 + b"]" * 100, "json", "60 levels"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(text: bytes, form: Any, words: str) -> None:
    with pytest.raises(SeedError) as refused:
        read(text, form)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
