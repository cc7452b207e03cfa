"""Secrets in JSON: most has none, which a quick look finds out."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulator.hiding import in_json
from emulator.hiding.hiding import Hiding


class Pairs(list[tuple[str, Any]]):
    """An object, of which a member may stand there twice."""


NAMES = st.sampled_from(["password", "value", "name", "token", "Email", "api_key", "x", "", "content", "a:b"])
TEXTS = st.sampled_from(
    ["", "password", "jo@example.com", "http://u:p@h/", "?api_key=x", '{"password": "x"}', '{"password": ""}', '":', "\ud83d\ude00"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 1) | st.floats(0, 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.lists(st.tuples(NAMES, inner), max_size=3).map(Pairs),
    max_leaves=8,
)


def written(value: Any, separator: str) -> str:
    if isinstance(value, Pairs):
        members = (f"{json.dumps(name)}{separator}{written(each, separator)}" for name, each in value)
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(each, separator) for each in value) + "]"
    return json.dumps(value)


@settings(max_examples=300, deadline=None)
@given(VALUES, st.sampled_from([":", " : ", ": "]))
def test_the_quick_look_hides_what_the_walk_hides(value: Any, separator: str) -> None:
    text, hiding = written(value, separator), Hiding()
    shown = hiding.body(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(in_json, "_tells_nothing", lambda *_: False)
        assert shown == hiding.body(text)


def test_a_secret_that_stands_there_twice_is_hidden_at_both_places() -> None:
    assert "s1" not in Hiding().body('{"password":"s1" ,"password" : ""}')


@pytest.mark.parametrize("word", ["assignment", "signed", "tokens_used", "secretary", "basics of tokenizing"])
def test_a_word_that_only_begins_like_the_name_of_a_secret_is_no_reason_to_read_a_body_member_by_member(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def member_by_member(text: str, *_: object) -> str:
        read.append(text)
        return text

    monkeypatch.setattr("emulator.hiding.in_json.hide_in_json", member_by_member)
    body = json.dumps([{word: "x", "name": word}] * 3)
    assert Hiding().body(body) == body
    assert bool(read) is (word == "basics of tokenizing")  # the name of a scheme may stand anywhere


@pytest.mark.parametrize("name", ["sig", "Sig2", "SIG_", "token", "tokens-token", "x_api_keys", "Signature", "sig.1"])
def test_the_whole_name_of_a_secret_is_found_wherever_it_ends(name: str) -> None:
    for text in (f"https://h/kept?{name}=CANARY", f"https://h/kept?a=b&{name}=CANARY&c=d"):
        assert "CANARY" not in Hiding().text(text)
