"""What statements come to in an attempt's data."""

from typing import Any

import pytest

from emulator.lrs.cmi5.attempt_data import ends_session, taken_in
from emulator.lrs.statements.formats import seconds_of
from tests.lrs.calling import VERB, statement

PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"


@pytest.mark.parametrize(
    ("verb", "result", "told"),
    [
        ("experienced", {}, {}),
        ("completed", {}, {"completion": "completed"}),
        ("experienced", {"completion": False}, {"completion": "incomplete"}),
        (
            "passed",
            {"score": {"scaled": 0.5, "raw": 5}},
            {"success": "passed", "score.scaled": "0.5", "score.raw": "5"},
        ),
        ("failed", {}, {"success": "failed"}),
        ("answered", {"success": True}, {"success": "passed"}),
        ("progressed", {"extensions": {PROGRESS: 40}}, {"progress": "0.4"}),
        ("progressed", {"extensions": {PROGRESS: "much"}}, {}),
        ("terminated", {"duration": "PT1M2.5S"}, {"duration": "62.5"}),
        ("completed", {"duration": "PT1M"}, {"completion": "completed"}),
    ],
)
def test_a_statement_tells_of_progress(verb: str, result: dict[str, Any], told: dict[str, str]) -> None:
    assert taken_in({}, statement(verb={"id": VERB + verb}, result=result)) == told


def test_what_was_reached_stays_and_durations_add_up() -> None:
    data = {"completion": "completed", "duration": "10.0", "success": "passed"}
    ended = statement(
        verb={"id": f"{VERB}terminated"}, result={"completion": False, "duration": "PT1S", "success": False}
    )
    assert taken_in(data, ended) == {"completion": "completed", "duration": "11.0", "success": "failed"}
    assert ends_session(ended)


@pytest.mark.parametrize(
    ("text", "seconds"), [("PT1H", 3600), ("P1DT1S", 86401), ("P2W", 1209600), ("PT0.5S", 0.5), ("x", 0)]
)
def test_durations_are_seconds(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds
