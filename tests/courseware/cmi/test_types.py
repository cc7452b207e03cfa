"""The types of CMI values, at their edges."""

import pytest

from emulator.courseware.cmi import types
from emulator.courseware.cmi.types import ValueType

CASES: list[tuple[ValueType, list[str], list[str]]] = [
    (types.timespan_12, ["00:00:00", "9999:99:99.99", "000:01:02.3"], ["0:00:00", "00:00", "00:00:00.", "PT1H", "00:00:00\n", ""]),
    (types.time_12, ["00:00:00", "23:59:59.99"], ["24:00:00", "00:60:00", "0:00:00", ""]),
    (
        types.timespan_2004,
        ["PT0S", "P1Y", "P1M", "PT1M", "P1DT1H", "PT1.55S", "P1Y2M3DT4H5M6.7S", "PT100H"],
        ["", "P", "PT", "P1DT", "PT1", "1H", "P1H", "PT1.555S", "PT1.S", "-PT1S", "P1W", "PT1S\n"],
    ),
    (
        types.time_2004,
        ["1970", "2038", "2026-05", "2026-05-26", "2026-05-26T01", "2026-05-26T01:56", "2026-05-26T01:56:25", "2026-05-26T01:56:25.25Z",
         "2026-05-26T01:56:25.2+01:00", "2026-05-26T01:56:25Z"],
        ["1969", "2039", "2026-13", "2026-05-32", "2026-05-26T24", "2026-05-26T01:60", "26", "", "2026-05-26 01:56", "2026-05-26T"],
    ),
    (types.language, ["", "en", "en-GB", "i-klingon", "x-a", "zh-Hant-TW"], ["en_GB", "e", "-en", "en-", "toolongalanguage"]),
    (types.localized, ["", "hi", "{lang=en}hi", "{lang=en-GB}", "{lang=}hi", "{other}hi", "a\nb"], ["{lang=e_n}hi", "{lang=en"]),
    (types.uri, ["a", "http://a/b", "urn:a:b", "a b"], ["", " ", "urn:", "urn:a", "urn:a: ", "x" * 4001]),
    (types.identifier_12, ["a", "a b", "x" * 255, "{ID-1}"], ["", " a", "é", "x" * 256]),
    (types.number(), ["0", "-1.5", "00.50", "1234567890"], ["", "1.", ".5", "+1", "1e3", "NaN", "12345678901", "\u0661"]),
    (types.number(0, 100, blank=True), ["", "0", "100", "99.9999999"], ["-0.1", "100.0001", " "]),
    (types.integer(-1, 1), ["-1", "0", "1"], ["2", "0.5", "", "--1"]),
    (types.either(types.words("correct"), types.number()), ["correct", "0.5"], ["wrong", ""]),
    (types.words("a", ""), ["a", ""], ["A", "a "]),
    (types.text(3), ["", "abc", "é\nü"], ["abcd"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "good", "bad"), CASES)
def test_a_type_takes_its_values_and_no_others(kind: ValueType, good: list[str], bad: list[str]) -> None:
    assert [value for value in good if kind(value) is not None] == []
    assert [value for value in bad if kind(value) is None] == []


def test_a_number_out_of_bounds_is_told_from_what_is_no_number() -> None:
    bounded = types.number(0, 1)
    assert (bounded("2"), bounded("two"), bounded("1")) == ("range", "type", None)
