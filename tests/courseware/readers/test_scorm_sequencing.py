"""Sequencing of SCORM 2004: every element of imsss, and what adlseq, adlcp and adlnav add."""

from decimal import Decimal
from pathlib import Path

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.package.sequencing_definition import (
    Condition,
    LimitConditions,
    MapInfo,
    RollupRule,
    Sequencing,
    SequencingRule,
)
from tests.courseware.building import manifest_2004, organization, package

EVERYTHING = """
<imsss:sequencing>
  <imsss:controlMode choice="false" choiceExit="false" flow="true" forwardOnly="TRUE"
    useCurrentAttemptObjectiveInfo="0" useCurrentAttemptProgressInfo="false"/>
  <imsss:sequencingRules>
    <imsss:preConditionRule>
      <imsss:ruleConditions conditionCombination="any">
        <imsss:ruleCondition condition="objectiveMeasureGreaterThan" referencedObjective="o" measureThreshold="-0.5" operator="not"/>
        <imsss:ruleCondition condition="always"/>
      </imsss:ruleConditions><imsss:ruleAction action="hiddenFromChoice"/>
    </imsss:preConditionRule>
    <imsss:exitConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="completed"/></imsss:ruleConditions>
      <imsss:ruleAction action="exit"/></imsss:exitConditionRule>
    <imsss:postConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="attempted"/></imsss:ruleConditions>
      <imsss:ruleAction action="retryAll"/></imsss:postConditionRule>
  </imsss:sequencingRules>
  <imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT1H"/>
  <imsss:rollupRules rollupObjectiveSatisfied="false" rollupProgressCompletion="false" objectiveMeasureWeight="0.25">
    <imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.5">
      <imsss:rollupConditions conditionCombination="all">
        <imsss:rollupCondition operator="not" condition="completed"/>
      </imsss:rollupConditions>
      <imsss:rollupAction action="notSatisfied"/>
    </imsss:rollupRule>
  </imsss:rollupRules>
  <imsss:objectives>
    <imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0</imsss:minNormalizedMeasure>
      <imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/></imsss:primaryObjective>
    <imsss:objective objectiveID="o"/>
  </imsss:objectives>
  <imsss:randomizationControls randomizationTiming="once" selectCount="1" reorderChildren="true" selectionTiming="onEachNewAttempt"/>
  <imsss:deliveryControls tracked="false" completionSetByContent="true" objectiveSetByContent="true"/>
  <adlseq:constrainedChoiceConsiderations preventActivation="true" constrainChoice="true"/>
  <adlseq:rollupConsiderations requiredForSatisfied="ifAttempted" measureSatisfactionIfActive="false"/>
  <adlseq:objectives><adlseq:objective objectiveID="p"><adlseq:mapInfo targetObjectiveID="g" writeRawScore="true"/></adlseq:objective>
  </adlseq:objectives>
</imsss:sequencing>
<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.75" progressWeight="0.5"/>
<adlcp:data><adlcp:map targetID="bucket" readSharedData="false"/></adlcp:data>
<adlnav:presentation xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"><adlnav:navigationInterface>
  <adlnav:hideLMSUI>continue</adlnav:hideLMSUI><adlnav:hideLMSUI>nonsense</adlnav:hideLMSUI>
</adlnav:navigationInterface></adlnav:presentation>
"""


def read(folder: Path, inside: str, after: str = "") -> CoursePackage:
    item = f'<item identifier="I1" identifierref="R1"><title>One</title>{inside}</item>'
    return import_package(package(folder, manifest_2004(organization(item), after=after)), folder / "course")


def sequencing(folder: Path, inside: str, after: str = "") -> Sequencing:
    found = read(folder, inside, after).root.children[0].detail.sequencing
    assert found is not None
    return found


def test_every_limit_is_read(tmp_path: Path) -> None:
    limits = (
        '<imsss:sequencing><imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT1H" '
        'activityAbsoluteDurationLimit="PT2H" beginTimeLimit="2030-01-01" endTimeLimit="2030-12-31"/></imsss:sequencing>'
    )
    assert sequencing(tmp_path, limits).limits == LimitConditions(2, "PT1H", "PT2H", "2030-01-01", "2030-12-31")


def test_every_element_is_read(tmp_path: Path) -> None:
    course = read(tmp_path, EVERYTHING)
    assert course.warnings == ()
    activity = course.root.children[0]
    found = activity.detail.sequencing
    assert found is not None
    control = found.control
    assert (control.choice, control.choice_exit, control.flow, control.forward_only) == (False, False, True, True)
    assert (control.use_current_objective, control.use_current_progress) == (False, False)
    assert (control.prevent_activation, control.constrain_choice) == (True, True)
    not_greater = Condition("objectiveMeasureGreaterThan", negated=True, objective="o", threshold=Decimal("-0.5"))
    assert found.pre == (SequencingRule("hiddenFromChoice", (not_greater, Condition("always")), "any"),)
    assert found.exit == (SequencingRule("exit", (Condition("completed"),)),)
    assert found.post == (SequencingRule("retryAll", (Condition("attempted"),)),)
    assert (found.limits.attempts, found.limits.attempt_duration) == (2, "PT1H")
    incomplete = (Condition("completed", negated=True),)
    assert found.rollup_rules == (
        RollupRule("notSatisfied", incomplete, "all", "atLeastPercent", percent=Decimal("0.5")),
    )
    assert (found.rollup_satisfied, found.rollup_completion, str(found.measure_weight)) == (False, False, "0.25")
    primary, other = found.objectives
    assert (primary.identifier, primary.primary, primary.satisfied_by_measure) == ("p", True, True)
    assert primary.min_measure == 0
    # The map of adlseq and that of imsss to one objective are one map.
    assert primary.maps == (MapInfo("g", write_satisfied=True, write_raw=True),)
    assert (other.identifier, other.primary, other.maps) == ("o", False, ())
    random = found.randomization
    assert (random.timing, random.select, random.reorder, random.selection_timing) == (
        "once",
        1,
        True,
        "onEachNewAttempt",
    )
    assert (found.tracked, found.completion_set_by_content, found.objective_set_by_content) == (False, True, True)
    assert (found.considerations.satisfied, found.considerations.measure_if_active) == ("ifAttempted", False)
    measure = activity.detail.completion_measure
    assert measure is not None
    assert (measure.by_measure, str(measure.minimum), str(measure.weight)) == (True, "0.75", "0.5")
    (data,) = activity.detail.data_maps
    assert (data.target, data.read, data.write) == ("bucket", False, True)
    assert activity.detail.hidden_controls == ("continue",)


def test_a_part_of_the_item_wins_whole_over_that_of_the_collection(tmp_path: Path) -> None:
    shared = (
        '<imsss:sequencingCollection><imsss:sequencing ID="s"><imsss:controlMode flow="true" choice="false"/>'
        '<imsss:deliveryControls tracked="false"/></imsss:sequencing></imsss:sequencingCollection>'
    )
    found = sequencing(
        tmp_path, '<imsss:sequencing IDRef="s"><imsss:controlMode choice="true"/></imsss:sequencing>', shared
    )
    assert (found.control.choice, found.control.flow, found.tracked) == (True, False, False)


def test_a_map_of_adlseq_alone_reads_nothing_of_imsss(tmp_path: Path) -> None:
    inside = (
        '<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="p"/></imsss:objectives>'
        '<adlseq:objectives><adlseq:objective objectiveID="p"><adlseq:mapInfo targetObjectiveID="g"/></adlseq:objective>'
        "</adlseq:objectives></imsss:sequencing>"
    )
    (info,) = sequencing(tmp_path, inside).objectives[0].maps
    assert (info.read_satisfied, info.read_measure, info.read_completion, info.read_raw) == (False, False, True, True)


def test_an_activity_without_sequencing_has_none(tmp_path: Path) -> None:
    course = read(tmp_path, "")
    assert [activity.detail.sequencing for activity in course.activities()] == [None, None]


def test_nonsense_is_a_warning_and_its_default_counts(tmp_path: Path) -> None:
    inside = (
        '<imsss:sequencing IDRef="gone"><imsss:controlMode flow="maybe"/>'
        "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>"
        '<imsss:ruleCondition condition="tired"/><imsss:ruleCondition condition="always"/></imsss:ruleConditions>'
        '<imsss:ruleAction action="disabled"/></imsss:preConditionRule><imsss:postConditionRule/></imsss:sequencingRules>'
        '<imsss:limitConditions attemptLimit="99999999999"/>'
        '<imsss:rollupRules objectiveMeasureWeight="NaN"><imsss:rollupRule/></imsss:rollupRules>'
        "<imsss:objectives><imsss:objective/></imsss:objectives></imsss:sequencing>"
    )
    course = read(tmp_path, inside)
    found = course.root.children[0].detail.sequencing
    assert found == Sequencing()
    text = "\n".join(course.warnings)
    for words in (
        'refers to "gone", which is no sequencing collection',
        'flow of "I1" is "maybe"',
        'condition of "I1" is "tired"',
        "A preconditionrule",
        "A postconditionrule",
        'attemptlimit of "I1"',
        "objectivemeasureweight",
        "A rollupRule",
        "has no objectiveID",
    ):
        assert words in text, words
