"""Roll-up: what the data of one SCO come to, and of several."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from emulator.courseware.package.package import Activity, Standard, StandardDetail
from emulator.courseware.package.sequencing_definition import Sequencing
from emulator.courseware.rollup.rollup import outcome_of, roll_up
from emulator.courseware.rollup.runtime import seconds_of
from emulator.store.rows import Row

SCORM_12, SCORM_2004 = Standard.SCORM_12, Standard.SCORM_2004_4TH_EDITION


def sco(identifier: str = "a", **members: Any) -> Activity:
    return Activity(identifier, identifier, "SCO", href="index.html", **members)


def row(sco_id: str, data: dict[str, str], *earlier: dict[str, str]) -> Row:
    at = datetime(2030, 1, 1, tzinfo=UTC)
    history = [{"started": at.isoformat(), "exited": at.isoformat(), "data": each} for each in (*earlier, data)]
    return {"sco_id": sco_id, "data": data, "exited": at, "seconds_tracked": 2.5, "history": history}


@pytest.mark.parametrize(
    ("status", "completion", "success"),
    [
        ("passed", "completed", "passed"),
        ("completed", "completed", "unknown"),
        ("failed", "completed", "failed"),
        ("incomplete", "incomplete", "unknown"),
        ("browsed", "incomplete", "unknown"),
    ],
)
def test_a_lesson_status_is_both_completion_and_success(status: str, completion: str, success: str) -> None:
    outcome = outcome_of(sco(), SCORM_12, {"cmi.core.lesson_status": status}, ended=True)
    assert (outcome.completion, outcome.success) == (completion, success)


@pytest.mark.parametrize(
    ("data", "ended", "expected"),
    [
        ({}, False, ("incomplete", "unknown")),
        ({}, True, ("completed", "unknown")),
        ({"cmi.core.exit": "suspend"}, True, ("incomplete", "unknown")),
        ({"cmi.core.score.raw": "60"}, True, ("completed", "passed")),
        ({"cmi.core.score.raw": "59.9"}, True, ("completed", "failed")),
        ({"cmi.core.score.raw": "59", "cmi.core.lesson_status": "passed"}, True, ("completed", "passed")),
        ({"cmi.core.score.raw": "60"}, False, ("incomplete", "unknown")),
    ],
)
def test_the_mastery_score_counts_only_when_the_sco_ended_without_a_status(
    data: dict[str, str], ended: bool, expected: tuple[str, str]
) -> None:
    outcome = outcome_of(sco(mastery_score=Decimal(60)), SCORM_12, data, ended=ended)
    assert (outcome.completion, outcome.success) == expected


@pytest.mark.parametrize(
    ("score", "scaled"),
    [
        ({"raw": "80"}, "0.8"),
        ({"raw": "15", "min": "10", "max": "20"}, "0.5"),
        ({"raw": "15", "min": "20", "max": "20"}, "0.15"),
        ({"raw": ""}, None),
        ({"max": "100"}, None),
    ],
)
def test_a_score_of_scorm_1_2_is_scaled_within_its_bounds(score: dict[str, str], scaled: str | None) -> None:
    data = {f"cmi.core.score.{name}": value for name, value in score.items()}
    found = outcome_of(sco(), SCORM_12, data, ended=True).score
    assert found == (None if scaled is None else Decimal(scaled))


def test_the_thresholds_of_the_manifest_win_over_what_a_scorm_2004_sco_says() -> None:
    activity = sco(completion_threshold=Decimal("0.5"), scaled_passing_score=Decimal("0.7"))
    said = {"cmi.completion_status": "completed", "cmi.success_status": "passed"}
    assert outcome_of(activity, SCORM_2004, said, ended=True).completion == "completed"
    measured = {**said, "cmi.progress_measure": "0.4", "cmi.score.scaled": "0.6"}
    outcome = outcome_of(activity, SCORM_2004, measured, ended=True)
    assert (outcome.completion, outcome.success, outcome.amount) == ("incomplete", "failed", 0.4)
    assert outcome_of(sco(), SCORM_2004, {}, ended=False).completion == "incomplete"


@pytest.mark.parametrize(
    ("data", "set_by_content", "expected"),
    [
        ({}, False, ("completed", "passed")),
        ({}, True, ("incomplete", "unknown")),
        ({"cmi.exit": "suspend"}, False, ("incomplete", "unknown")),
        ({"cmi.completion_status": "incomplete", "cmi.success_status": "failed"}, False, ("incomplete", "failed")),
    ],
)
def test_what_a_scorm_2004_sco_left_unsaid_is_decided_at_its_end_unless_the_content_decides(
    data: dict[str, str], set_by_content: bool, expected: tuple[str, str]
) -> None:
    sequencing = Sequencing(completion_set_by_content=set_by_content, objective_set_by_content=set_by_content)
    outcome = outcome_of(sco(detail=StandardDetail(sequencing=sequencing)), SCORM_2004, data, ended=True)
    assert (outcome.completion, outcome.success) == expected


def test_the_root_has_what_its_scos_have_together() -> None:
    root = Activity("root", "root", "AGGREGATION", children=(sco("a"), sco("b"), Activity("empty", "", "AGGREGATION")))
    passed = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "90"}
    failed = {"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "50"}
    nothing = roll_up(root, SCORM_12, [])
    assert (nothing.outcome.completion, nothing.attempts, nothing.completed_at) == ("unknown", 0, None)
    half = roll_up(root, SCORM_12, [row("a", passed)])
    assert (half.outcome.completion, half.outcome.success, half.outcome.amount) == ("incomplete", "unknown", 0.5)
    assert half.outcome.score == Decimal("0.9")
    both = roll_up(root, SCORM_12, [row("a", passed), row("b", failed)])
    assert (both.outcome.completion, both.outcome.success) == ("completed", "failed")
    assert (both.outcome.score, both.seconds) == (Decimal("0.7"), 5.0)
    assert both.completed_at == datetime(2030, 1, 1, tzinfo=UTC)


def test_launches_that_resume_are_no_new_attempts() -> None:
    suspended = {"cmi.exit": "suspend"}
    assert roll_up(sco(), SCORM_2004, [row("a", {}, suspended, suspended)]).attempts == 1
    assert roll_up(sco(), SCORM_2004, [row("a", {}, suspended, {})]).attempts == 2


def test_an_asset_that_was_opened_is_completed() -> None:
    asset = Activity("a", "a", "ASSET", href="a.html")
    assert roll_up(asset, SCORM_12, [row("a", {})]).outcome.completion == "completed"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0001:02:03.5", 3723.5),
        ("00:00:00", 0),
        ("PT1H2M3.5S", 3723.5),
        ("P1DT1S", 86_401),
        ("P1Y2M", 425 * 86_400),
        ("P", 0),
        ("", 0),
        ("nonsense", 0),
    ],
)
def test_durations_of_both_versions_are_seconds(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds
