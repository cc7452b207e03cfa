"""Roll-up of SCORM 2004 by the rules of the manifest."""

from decimal import Decimal
from typing import Any

import pytest

from emulator.courseware.package.package import Activity, Standard, StandardDetail
from emulator.courseware.package.sequencing_definition import (
    CompletionMeasure,
    Condition,
    Considerations,
    LimitConditions,
    MapInfo,
    RollupRule,
    Sequencing,
    SequencingObjective,
)
from emulator.courseware.rollup.progress import Progress
from emulator.courseware.rollup.rollup import roll_up
from emulator.courseware.rollup.rollup_settings import DEFAULT, RollUpSettings
from tests.courseware.rollup.test_rollup import row

BY_CONTENT: dict[str, Any] = {"completion_set_by_content": True, "objective_set_by_content": True}
DONE = {"cmi.completion_status": "completed"}
PASSED = {**DONE, "cmi.success_status": "passed"}
FAILED = {**DONE, "cmi.success_status": "failed"}


def sco(identifier: str, *, measure: CompletionMeasure | None = None, **members: Any) -> Activity:
    detail = StandardDetail(sequencing=Sequencing(**{**BY_CONTENT, **members}), completion_measure=measure)
    return Activity(identifier, identifier, "SCO", href="index.html", detail=detail)


def course(*scos: Activity, measure: CompletionMeasure | None = None, **members: Any) -> Activity:
    detail = StandardDetail(sequencing=Sequencing(**members), completion_measure=measure)
    return Activity("root", "root", "AGGREGATION", detail=detail, children=scos)


def rolled(root: Activity, settings: RollUpSettings = DEFAULT, /, **data: dict[str, str]) -> Progress:
    return roll_up(root, Standard.SCORM_2004_4TH_EDITION, [row(name, each) for name, each in data.items()], settings)


def status(root: Activity, /, **data: dict[str, str]) -> tuple[str, str]:
    outcome = rolled(root, **data).outcome
    return outcome.completion, outcome.success


def test_without_rules_a_course_is_decided_when_all_its_scos_are() -> None:
    root = course(sco("a"), sco("b"))
    assert status(root) == ("unknown", "unknown")
    assert status(root, a=FAILED) == ("incomplete", "unknown")
    assert status(root, a=PASSED, b=FAILED) == ("completed", "failed")
    assert status(root, a=PASSED, b=PASSED) == ("completed", "passed")
    assert status(root, a=PASSED, b={"cmi.completion_status": "incomplete"}) == ("incomplete", "unknown")


@pytest.mark.parametrize(
    ("rule", "passed", "expected"),
    [
        (RollupRule("satisfied", (Condition("satisfied"),), child_set="any"), 1, "passed"),
        (RollupRule("satisfied", (Condition("satisfied"),), child_set="all"), 1, "unknown"),
        (RollupRule("satisfied", (Condition("satisfied"),), child_set="atLeastCount", count=2), 2, "passed"),
        (RollupRule("satisfied", (Condition("satisfied"),), child_set="atLeastCount", count=2), 1, "unknown"),
        (
            RollupRule("satisfied", (Condition("satisfied"),), child_set="atLeastPercent", percent=Decimal("0.5")),
            1,
            "unknown",
        ),
        (
            RollupRule("satisfied", (Condition("satisfied"),), child_set="atLeastPercent", percent=Decimal("0.5")),
            2,
            "passed",
        ),
        (
            RollupRule("satisfied", (Condition("satisfied"),), child_set="atLeastPercent", percent=Decimal(1)),
            3,
            "passed",
        ),
        (RollupRule("notSatisfied", (Condition("satisfied"),), child_set="none"), 0, "unknown"),
        (RollupRule("notSatisfied", (Condition("attempted"),), child_set="none"), 0, "failed"),
        (RollupRule("satisfied", (Condition("attempted", negated=True),), child_set="any"), 2, "passed"),
        (RollupRule("satisfied", (Condition("satisfied", negated=True),), child_set="any"), 2, "unknown"),
        (RollupRule("satisfied", (Condition("timeLimitExceeded", negated=True),), child_set="any"), 3, "unknown"),
        (
            RollupRule("satisfied", (Condition("satisfied"), Condition("attemptLimitExceeded")), "all", "any"),
            2,
            "passed",
        ),
    ],
)
def test_a_rule_counts_the_children_that_meet_it(rule: RollupRule, passed: int, expected: str) -> None:
    root = course(*(sco(name, limits=LimitConditions(attempts=1)) for name in "abc"), rollup_rules=(rule,))
    assert status(root, **dict.fromkeys("abc"[:passed], PASSED))[1] == expected


def test_a_rule_for_wins_over_a_rule_against() -> None:
    against = RollupRule("incomplete", (Condition("attempted"),), child_set="any")
    for_it = RollupRule("completed", (Condition("completed"),), child_set="any")
    assert status(course(sco("a"), sco("b"), rollup_rules=(against, for_it)), a=DONE)[0] == "completed"
    assert status(course(sco("a"), sco("b"), rollup_rules=(against,)), a=DONE)[0] == "incomplete"


def test_scores_are_weighted_and_a_missing_one_counts_as_nothing() -> None:
    root = course(sco("a", measure_weight=Decimal("0.5")), sco("b"), sco("c", measure_weight=Decimal(0)))
    score = {"a": {"cmi.score.scaled": "0.6"}, "c": {"cmi.score.scaled": "1"}}
    assert rolled(root, **score).outcome.score == Decimal("0.2")
    assert rolled(root, **score, b={"cmi.score.scaled": "0.9"}).outcome.score == Decimal("0.8")
    assert rolled(root, a=DONE).outcome.score is None


def test_the_measure_decides_where_the_primary_objective_says_so() -> None:
    primary = SequencingObjective(primary=True, satisfied_by_measure=True, min_measure=Decimal("0.7"))
    root = course(sco("a"), objectives=(primary,))
    assert status(root, a={**FAILED, "cmi.score.scaled": "0.7"})[1] == "passed"
    assert status(root, a={**PASSED, "cmi.score.scaled": "0.6"})[1] == "failed"
    assert status(root, a=PASSED)[1] == "unknown"


def test_the_amount_is_weighted_and_can_decide_completion() -> None:
    weights = (Decimal("0.5"), Decimal("0.25"))
    scos = [sco(name, measure=CompletionMeasure(weight=weight)) for name, weight in zip("ab", weights, strict=True)]
    root = course(*scos, measure=CompletionMeasure(by_measure=True, minimum=Decimal("0.6")))
    found = rolled(root, a={"cmi.progress_measure": "0.75"})
    assert (found.outcome.completion, found.outcome.amount) == ("incomplete", 0.5)
    assert rolled(root, a=DONE).outcome.completion == "completed"
    enough = course(*scos, measure=CompletionMeasure(by_measure=True, minimum=Decimal("0.5")))
    assert rolled(enough, a={"cmi.progress_measure": "0.75"}).outcome.completion == "completed"


def test_children_that_do_not_count_are_left_out() -> None:
    root = course(sco("a", rollup_satisfied=False, rollup_completion=False), sco("b", tracked=False), sco("c"))
    assert status(root, c=PASSED) == ("completed", "passed")
    skipped = sco("a", considerations=Considerations(satisfied="ifAttempted", completed="ifNotSuspended"))
    assert status(course(skipped, sco("c")), c=PASSED) == ("completed", "passed")
    assert status(course(skipped, sco("c")), c=PASSED, a={"cmi.exit": "suspend"}) == ("completed", "unknown")
    assert status(course(sco("a", rollup_satisfied=False)), a=PASSED)[1] == "unknown"


def test_whether_a_child_counts_is_said_for_each_status_by_itself() -> None:
    root = course(sco("a", considerations=Considerations(not_satisfied="ifAttempted")), sco("c"))
    assert status(root, c=FAILED)[1] == "failed"


def test_a_block_with_one_suspended_sco_is_suspended() -> None:
    detail = StandardDetail(sequencing=Sequencing(considerations=Considerations(completed="ifNotSuspended")))
    block = Activity("block", "block", "AGGREGATION", detail=detail, children=(sco("a"), sco("b")))
    root = course(block, sco("c"))
    left = {"cmi.completion_status": "incomplete"}
    assert status(root, a=DONE, b={**left, "cmi.exit": "suspend"}, c=DONE)[0] == "completed"
    assert status(root, a=DONE, b=left, c=DONE)[0] == "incomplete"


def test_a_status_travels_by_a_global_objective() -> None:
    write = SequencingObjective("exam", maps=(MapInfo("g", write_satisfied=True, write_measure=True),))
    read = SequencingObjective("learned", primary=True, maps=(MapInfo("g"),))
    root = course(sco("a", objectives=(read,)), sco("b", objectives=(write,)))
    data = {**PASSED, "cmi.objectives.0.id": "exam", "cmi.objectives.0.success_status": "passed"}
    found = rolled(root, b={**data, "cmi.objectives.0.score.scaled": "0.5"})
    assert (found.children[0].outcome.success, found.outcome.success) == ("passed", "passed")
    assert (found.children[0].outcome.score, found.children[0].attempts) == (Decimal("0.5"), 0)
    own = rolled(root, a=FAILED, b=data)
    assert (own.children[0].outcome.success, own.outcome.success) == ("failed", "failed")


READS = SequencingObjective(primary=True, maps=(MapInfo("g"),))
WRITES = SequencingObjective(primary=True, maps=(MapInfo("g", write_satisfied=True),))


def test_what_is_not_known_takes_nothing_from_a_global_objective() -> None:
    root = course(sco("a", objectives=(READS,)), sco("b", objectives=(WRITES,)), sco("c", objectives=(WRITES,)))
    assert rolled(root, b=PASSED, c=DONE).children[0].outcome.success == "passed"
    assert rolled(root, b=PASSED, c=FAILED).children[0].outcome.success == "failed"


def test_a_block_that_nobody_opened_says_nothing_to_a_global_objective() -> None:
    rule = RollupRule("notSatisfied", (Condition("attempted", negated=True),), child_set="any")
    detail = StandardDetail(sequencing=Sequencing(objectives=(WRITES,), rollup_rules=(rule,)))
    block = Activity("block", "block", "AGGREGATION", detail=detail, children=(sco("a"), sco("b")))
    root = course(block, sco("c", objectives=(READS,)))
    assert rolled(root).children[1].outcome.success == "unknown"
    assert rolled(root, a=PASSED).children[1].outcome.success == "failed"


def test_what_nobody_can_open_does_not_hold_a_course_up() -> None:
    root = course(sco("a"), Activity("empty", "", "AGGREGATION"))
    assert status(root, a=PASSED) == ("completed", "passed")


def test_the_settings_of_the_platform_change_what_content_says() -> None:
    root = course(sco("a"))
    satisfied = rolled(root, RollUpSettings(satisfied_completes=True), a={"cmi.success_status": "passed"})
    assert satisfied.outcome.completion == "completed"
    open_yet = {"cmi.success_status": "passed", "cmi.completion_status": "incomplete"}
    assert status(root, a=open_yet) == ("incomplete", "passed")
    raw = {"cmi.score.raw": "30", "cmi.score.max": "40"}
    assert rolled(root, RollUpSettings(scale_raw=True), a=raw).outcome.score == Decimal("0.75")
    assert rolled(root, a=raw).outcome.score is None
    free = course(sco("a", completion_set_by_content=False))
    assert rolled(free, a={}).outcome.completion == "completed"
    assert rolled(free, RollUpSettings(set_by_content=True), a={}).outcome.completion == "incomplete"


def test_an_asset_that_was_opened_is_completed_and_satisfied() -> None:
    asset = Activity("a", "a", "ASSET", href="a.html")
    assert status(course(asset), a={}) == ("completed", "passed")
