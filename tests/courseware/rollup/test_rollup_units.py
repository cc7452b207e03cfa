"""Roll-up where the platform's settings decide, and of cmi5 and xAPI."""

from decimal import Decimal
from typing import Any

import pytest

from emulator.courseware.package.package import Activity, Cmi5Unit, MediaFile, Standard, StandardDetail
from emulator.courseware.rollup.progress import Progress
from emulator.courseware.rollup.rollup import roll_up
from emulator.courseware.rollup.rollup_settings import DEFAULT, RollUpSettings
from emulator.store.rows import Row
from tests.courseware.rollup.test_rollup import row, sco

PASSED = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80"}
FAILED = {"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "40"}
DONE = {"cmi.core.lesson_status": "completed"}
OPEN = {"cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "0"}


def rolled(settings: RollUpSettings, *data: dict[str, str]) -> Progress:
    """A course of as many units, in a block, as there are data; no data is a unit that nobody opened."""
    units = tuple(sco(str(number)) for number in range(len(data)))
    root = Activity("root", "root", "AGGREGATION", children=(Activity("block", "b", "AGGREGATION", children=units),))
    rows = [row(str(number), each) for number, each in enumerate(data) if each]
    return roll_up(root, Standard.SCORM_12, rows, settings)


def outcome(settings: RollUpSettings, *data: dict[str, str]) -> tuple[str, str, Decimal | None]:
    """What such a course comes to."""
    found = rolled(settings, *data).outcome
    return found.completion, found.success, found.score


@pytest.mark.parametrize(
    ("mode", "data", "completion"),
    [
        (None, (PASSED, FAILED), "completed"),
        ("provided", (DONE,), "completed"),
        ("all complete", (PASSED, FAILED), "completed"),
        ("all complete", (PASSED, OPEN), "incomplete"),
        ("all complete, none failed", (PASSED, FAILED), "incomplete"),
        ("all complete, none failed", (PASSED, DONE), "completed"),
        ("score", (PASSED, {}), "completed"),
        ("score", (PASSED, FAILED), "incomplete"),
        ("score", (DONE, DONE), "incomplete"),
        ("all complete and score", (PASSED, {}), "incomplete"),
        ("all complete and score", (PASSED, PASSED), "completed"),
        ("all passed", (PASSED, DONE), "incomplete"),
        ("all passed", (PASSED, PASSED), "completed"),
        ("all passed", ({}, {}), "unknown"),
    ],
)
def test_the_status_mode_says_when_a_course_is_complete(
    mode: Any, data: tuple[dict[str, str], ...], completion: str
) -> None:
    settings = RollUpSettings(status_mode=mode, threshold=Decimal("0.7"))
    assert outcome(settings, *data)[0] == completion


@pytest.mark.parametrize(
    ("mode", "score"),
    [
        (None, "0.4"),
        ("provided", "0.4"),
        ("mean of scored", "0.4"),
        ("mean of all", "0.3"),
        ("fixed", "0.24"),
        ("mean of nonzero", "0.6"),
        ("last", None),
    ],
)
def test_the_score_mode_says_which_scores_count(mode: Any, score: str | None) -> None:
    settings = RollUpSettings(score_mode=mode, scoring_units=5)
    assert outcome(settings, PASSED, FAILED, OPEN, {})[2] == (None if score is None else Decimal(score))


def test_a_score_that_is_just_the_threshold_meets_it() -> None:
    assert outcome(RollUpSettings(status_mode="score", threshold=Decimal("0.6")), PASSED, FAILED)[0] == "completed"


def test_a_sum_of_scores_over_too_few_units_is_a_full_score() -> None:
    assert outcome(RollUpSettings(score_mode="fixed", scoring_units=1), PASSED, FAILED)[2] == 1


def test_a_mode_counts_for_the_course_and_not_for_its_blocks() -> None:
    found = rolled(RollUpSettings(status_mode="score", threshold=Decimal("0.7")), PASSED, {})
    assert (found.outcome.completion, found.children[0].outcome.completion) == ("completed", "incomplete")


def test_the_amount_is_the_units_until_a_mode_completes_the_course() -> None:
    settings = RollUpSettings(status_mode="score", threshold=Decimal("0.7"))
    assert rolled(settings, DONE, OPEN).outcome.amount == 0.5
    assert rolled(settings, PASSED, {}).outcome.amount == 1.0


def test_a_threshold_without_a_score_is_never_met() -> None:
    assert outcome(RollUpSettings(status_mode="score"), PASSED)[0] == "incomplete"


@pytest.mark.parametrize(
    ("data", "success"), [((DONE, DONE), "passed"), ((PASSED, OPEN), "unknown"), ((PASSED, FAILED), "failed")]
)
def test_the_status_can_decide_the_success(data: tuple[dict[str, str], ...], success: str) -> None:
    settings = RollUpSettings(status_mode="all complete, none failed", apply_to_success=True)
    assert outcome(settings, *data)[1] == success


def test_passing_a_pretest_completes_the_rest() -> None:
    settings = RollUpSettings(first_is_pretest=True)
    assert outcome(settings, PASSED, {}, {})[:2] == ("completed", "passed")
    assert rolled(settings, PASSED, {}, {}).outcome.amount == 1.0
    assert outcome(settings, FAILED, {}, {})[0] == "incomplete"
    assert outcome(RollUpSettings(), PASSED, {}, {})[0] == "incomplete"


def test_a_failed_unit_is_what_the_setting_says() -> None:
    assert outcome(RollUpSettings(completion_of_failed="incomplete"), FAILED)[:2] == ("incomplete", "failed")
    assert outcome(RollUpSettings(), FAILED)[:2] == ("completed", "failed")


@pytest.mark.parametrize(("overrides", "success"), [(True, "failed"), (False, "passed")])
def test_the_mastery_score_can_win_over_the_status(overrides: bool, success: str) -> None:
    unit = sco("a", mastery_score=Decimal(90))
    settings = RollUpSettings(score_overrides_status=overrides)
    assert roll_up(unit, Standard.SCORM_12, [row("a", PASSED)], settings).outcome.success == success


def test_aicc_is_rolled_up_by_the_model_of_scorm_1_2() -> None:
    assert roll_up(sco("a"), Standard.AICC, [row("a", PASSED)]).outcome.score == Decimal("0.8")


def unit(identifier: str, move_on: str) -> Activity:
    return sco(identifier, detail=StandardDetail(cmi5=Cmi5Unit(identifier, move_on=move_on)))


def cmi5(*units: Activity, rows: list[Row], settings: RollUpSettings = DEFAULT) -> Any:
    root = Activity("root", "root", "AGGREGATION", children=units)
    return roll_up(root, Standard.CMI5, rows, settings)


@pytest.mark.parametrize(
    ("move_on", "data", "completion"),
    [
        ("Completed", {"completion": "completed"}, "completed"),
        ("Completed", {"success": "passed"}, "incomplete"),
        ("Passed", {"completion": "completed"}, "incomplete"),
        ("Passed", {"success": "passed"}, "completed"),
        ("CompletedAndPassed", {"completion": "completed"}, "incomplete"),
        ("CompletedAndPassed", {"completion": "completed", "success": "passed"}, "completed"),
        ("CompletedOrPassed", {"success": "passed"}, "completed"),
        ("CompletedOrPassed", {"success": "failed"}, "incomplete"),
        ("NotApplicable", {}, "completed"),
        ("Passed", {"satisfied": "true", "success": "failed"}, "completed"),
    ],
)
def test_a_course_of_cmi5_is_complete_when_its_units_met_their_criteria(
    move_on: str, data: dict[str, str], completion: str
) -> None:
    found = cmi5(unit("a", move_on), unit("b", "NotApplicable"), rows=[row("a", data)])
    assert found.outcome.completion == completion


def test_a_course_of_cmi5_that_nobody_opened_is_of_unknown_completion() -> None:
    assert cmi5(unit("a", "Passed"), rows=[]).outcome.completion == "unknown"


def test_success_and_score_of_cmi5_are_the_statements() -> None:
    data = {"completion": "completed", "success": "passed", "score.scaled": "0.75"}
    found = cmi5(unit("a", "Passed"), unit("b", "Passed"), rows=[row("a", data), row("b", {"success": "failed"})])
    assert (found.outcome.completion, found.outcome.success, found.outcome.score) == (
        "incomplete",
        "failed",
        Decimal("0.75"),
    )
    assert found.children[0].outcome.completion == "completed"


def test_a_status_mode_wins_over_the_criteria_of_cmi5() -> None:
    found = cmi5(
        unit("a", "Passed"),
        rows=[row("a", {"completion": "completed"})],
        settings=RollUpSettings(status_mode="all complete"),
    )
    assert found.outcome.completion == "completed"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, ("incomplete", "unknown", None, 0.0)),
        ({"progress": "0.25"}, ("incomplete", "unknown", None, 0.25)),
        (
            {"completion": "completed", "score.raw": "3", "score.max": "4"},
            ("completed", "unknown", Decimal("0.75"), 1.0),
        ),
        ({"success": "failed", "score.scaled": "-1"}, ("incomplete", "failed", Decimal(-1), 0.0)),
        ({"progress": "1e9", "score.scaled": "1e999999"}, ("incomplete", "unknown", None, 1.0)),
        ({"score.raw": "7e14", "score.max": "1e-999999"}, ("incomplete", "unknown", Decimal(1), 0.0)),
        ({"score.raw": "-5", "progress": "-1"}, ("incomplete", "unknown", Decimal("-0.05"), 0.0)),
        ({"progress": "x", "score.scaled": "NaN", "completion": "?"}, ("incomplete", "unknown", None, 0.0)),
    ],
)
@pytest.mark.parametrize("standard", [Standard.XAPI, Standard.MEDIA])
def test_an_xapi_course_is_what_its_statements_said(
    standard: Standard, data: dict[str, str], expected: tuple[object, ...]
) -> None:
    root = sco("a", detail=StandardDetail(media=MediaFile("application/pdf")))
    found = roll_up(root, standard, [row("a", data)]).outcome
    assert (found.completion, found.success, found.score, found.amount) == expected
