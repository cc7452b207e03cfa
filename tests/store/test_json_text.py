"""JSON with a lone surrogate: read and written as it came, or with U+FFFD where a column has to hold it."""

import json

import orjson
import pytest

from emulator.store import json_text


@pytest.mark.parametrize(
    ("text", "kept", "whole"),
    [
        (rb'"\ud83d"', "\ud83d", "\ufffd"),
        (rb'"\ud83d\ude00 \uDE00"', "\U0001f600 \ude00", "\U0001f600 \ufffd"),
        (rb'"\ud83d\ud83d\ude00"', "\ud83d\U0001f600", "\ufffd\U0001f600"),
        (rb'"\\ud83d"', "\\ud83d", "\\ud83d"),
        (rb'"\\\ud83d"', "\\\ud83d", "\\\ufffd"),
        (
            rb'{"\ud83d": ["\uD83D\u0041", 18446744073709551616]}',
            {"\ud83d": ["\ud83dA", 2.0**64]},
            {"\ufffd": ["\ufffdA", 2.0**64]},
        ),
        (b'"\xc3\xa9"', "é", "é"),
    ],
)
def test_half_a_character_is_read_and_written_again(text: bytes, kept: object, whole: object) -> None:
    assert json_text.read(text) == json_text.read(text.decode()) == kept
    assert json_text.read_whole(text) == json_text.read_whole(text.decode()) == whole
    assert json_text.has_surrogate(text) == (kept != whole)
    assert json_text.read(json_text.write(kept)) == json.loads(json_text.write(kept)) == kept


@pytest.mark.parametrize(
    "text",
    [
        rb'[NaN, "\ud83d"]',
        rb'["\ud83d"',
        rb'"\ud83"',
        b'"\xed\xa0\xbd"',
        rb'{"a" "\ud83d"}',
        rb'["\ud83d", 1e999]',
        b"",
    ],
)
def test_what_is_no_json_stays_so(text: bytes) -> None:
    for read in (json_text.read, json_text.read_whole):
        with pytest.raises(orjson.JSONDecodeError):
            read(text)


def test_the_place_of_an_error_is_that_in_the_text_as_it_came() -> None:
    with pytest.raises(orjson.JSONDecodeError, match=r"char 11"):
        json_text.read_whole(rb'["\ud83d", x]')


def test_what_json_cannot_hold_is_refused() -> None:
    for value in ({1, 2}, ["\ud83d", {1}], 2**70):
        with pytest.raises(TypeError):
            json_text.write(value)
