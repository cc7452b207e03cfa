"""Lone surrogates are kept and told back."""

import json

import orjson
import pytest

from emulator.courseware.cmi import lone_surrogates
from emulator.courseware.sequencing import sequencing_state

TEXTS = [
    "\ud800",
    "\udfff",
    "a\ud83d",
    "\ude00b",
    "\ude00\ud83d",
    "\ud83d\ud83d\ude00",
    "\\\ud83d",
    '\\"\udc00"',
    "\n\ud9ab\t",
]
WHOLE = ["", "plain", "\U0001f600", "\\ud83d", "\\\\ud83d", "\\u005cud800", "é\x00\x1f"]


@pytest.mark.parametrize("text", [*TEXTS, *WHOLE])
def test_a_text_comes_back_as_it_was_set(text: str) -> None:
    document = json.dumps({"a": text, text: [text, 1]})
    kept = orjson.loads(lone_surrogates.kept(document.encode()))
    assert json.loads(lone_surrogates.told(orjson.dumps(kept))) == json.loads(document)


def test_escapes_are_read_in_capitals_too() -> None:
    assert lone_surrogates.kept(rb'"\uD83D \uD83D\uDE00"') == '"\U0010f83d \\uD83D\\uDE00"'.encode()


@pytest.mark.parametrize("text", TEXTS)
def test_a_half_counts_as_one_character(text: str) -> None:
    kept = orjson.loads(lone_surrogates.kept(json.dumps(text).encode()))
    assert len(kept) == len(json.loads(json.dumps(text)))
    assert lone_surrogates.has_some(kept)


@pytest.mark.parametrize("text", WHOLE)
def test_what_has_no_halves_is_kept_as_it_is(text: str) -> None:
    assert orjson.loads(lone_surrogates.kept(json.dumps(text).encode())) == text
    assert not lone_surrogates.has_some(text)


def test_a_sequencing_state_with_lone_surrogates_is_read() -> None:
    objective = {"satisfiedStatus": True, "satisfiedStatusKnown": True}
    state = json.dumps({"globalObjectiveMap": {"o": objective}, "sharedData": {"s": "\ud83d"}})
    read = sequencing_state.read(state)
    assert [each.id for each in read.objectives] == ["o"]
    without = sequencing_state.without_objectives(state)
    assert without is not None
    assert json.loads(without)["sharedData"] == {"s": "\ud83d"}
