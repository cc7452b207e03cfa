"""Bodies laid out for reading: only the blanks between tokens change."""

import json

import pytest

from emulator.console.pretty import pretty


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"a":1.10,"b":[],"c":[1,{"d":"x,{y}"}]}', ["{", '  "a": 1.10,', '  "b": [],', '  "c": [', "    1,"]),
        ("<A><B>x</B><C/><D><E> y </E></D></A>", ["<A>", "  <B>x</B>", "  <C/>", "  <D>", "    <E> y </E>", "  </D>"]),
        ("plain & simple", ["plain & simple"]),
        ("", [""]),
    ],
)
def test_json_and_xml_get_lines_and_other_text_stays(text: str, shown: list[str]) -> None:
    assert pretty(text).split("\n")[: len(shown)] == shown


def test_json_means_the_same_afterwards_and_no_number_is_rounded() -> None:
    text = (
        '{"big":123456789012345678901234567890,"text":"a \\"quoted\\" [1, 2]","nested":{"a":{"b":[[],{}]}},"null":null}'
    )
    assert json.loads(pretty(text)) == json.loads(text)
    assert "123456789012345678901234567890" in pretty(text)


@pytest.mark.parametrize("text", ['{"a":"cut in the mid', "<A><B>cut", "<", "{", '{"a"', "]]]]", "</A></B>"])
def test_a_body_that_is_cut_keeps_everything_it_has(text: str) -> None:
    assert "".join(pretty(text).split()) == "".join(text.split())
