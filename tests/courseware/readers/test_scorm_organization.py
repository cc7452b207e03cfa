from decimal import Decimal
from pathlib import Path

import pytest

from emulator.courseware.package.package import Activity, CoursePackage
from tests.courseware.building import ONE_ITEM, ONE_RESOURCE, manifest, manifest_2004, organization, package
from tests.courseware.readers.test_scorm import read, refusal


def only_item(course: CoursePackage) -> Activity:
    return course.root.children[0]


def item(inside: str, attributes: str = "") -> str:
    return organization(f'<item identifier="I1" identifierref="R1" {attributes}><title>One</title>{inside}</item>')


def test_a_default_that_names_nothing_gives_a_warning(tmp_path: Path) -> None:
    text = manifest(organization().replace('default="O1"', 'default="nothing"'))
    course = read(package(tmp_path, text))
    assert course.root.identifier == "O1"
    assert course.warnings == ('The default organization "nothing" does not exist; the first one is used.',)


def test_the_default_organization_is_read_and_not_the_first(tmp_path: Path) -> None:
    other = '<organization identifier="O0"><title>Other</title></organization>'
    text = manifest(organization().replace("<organization ", other + "<organization "))
    course = read(package(tmp_path, text))
    assert (course.title, course.warnings) == ("Tiny", ())


def test_several_organizations_without_a_default_give_a_warning(tmp_path: Path) -> None:
    second = '<organization identifier="O2"><title>Other</title></organization></organizations>'
    text = organization().replace(' default="O1"', "").replace("</organizations>", second)
    course = read(package(tmp_path, manifest(text)))
    assert course.title == "Tiny"
    assert "does not name its default organization" in course.warnings[0]


def test_an_organization_without_an_identifier_gets_one_and_a_warning(tmp_path: Path) -> None:
    text = organization().replace(' identifier="O1"', "").replace(' default="O1"', "")
    course = read(package(tmp_path, manifest(text)))
    assert course.root.identifier == "organization-1"
    assert course.warnings == ("The organization in line 1 has no identifier.",)


def test_identifiers_are_made_unique(tmp_path: Path) -> None:
    course = read(package(tmp_path, manifest(organization(ONE_ITEM * 3))))
    assert [each.identifier for each in course.root.children] == ["I1", "I1-2", "I1-3"]
    assert "used twice" in course.warnings[0]


def test_items_without_a_title_show_their_identifier(tmp_path: Path) -> None:
    course = read(package(tmp_path, manifest(organization('<item identifier="I1" identifierref="R1"/>'))))
    assert only_item(course).title == "I1"
    assert course.warnings == ('"I1" in line 1 has no title.',)


def test_a_dangling_reference_gives_a_warning_and_cannot_be_opened(tmp_path: Path) -> None:
    dangling = '<item identifier="I0" identifierref="nothing"><title>Zero</title></item>'
    course = read(package(tmp_path, manifest(organization(dangling + ONE_ITEM))))
    assert course.root.children[0] == Activity("I0", "Zero", "AGGREGATION")
    assert course.launch_path == "index.html"
    assert course.warnings == ('The item "I0" refers to "nothing", which is no resource.',)


def test_nothing_but_dangling_references_is_refused(tmp_path: Path) -> None:
    text = manifest(organization('<item identifier="I0" identifierref="nothing"><title>Z</title></item>'))
    assert "nothing to open" in refusal(package(tmp_path, text))


def test_hidden_items_are_told(tmp_path: Path) -> None:
    assert not only_item(read(package(tmp_path, manifest(item("", 'isvisible="false"'))))).visible


def test_parameters_are_part_of_the_address(tmp_path: Path) -> None:
    resource = ONE_RESOURCE.replace('"index.html">', '"index.html?a=1#top">', 1)
    text = manifest(item("", 'parameters="?b=2&amp;c=3"'), resource)
    assert read(package(tmp_path, text)).launch_path == "index.html?a=1&b=2&c=3#top"


def test_the_first_item_to_launch_may_lie_deep_and_behind_others(tmp_path: Path) -> None:
    empty = '<item identifier="E"><title>E</title></item>'
    inner = f'<item identifier="F"><title>F</title>{ONE_ITEM}</item>'
    deep = f'<item identifier="D"><title>D</title>{empty}{inner}</item>'
    assert read(package(tmp_path, manifest(organization(deep)))).launch_path == "index.html"


@pytest.mark.parametrize("name", ["datafromlms", "dataFromLMS", "DATAFROMLMS"])
def test_launch_data_is_read_whatever_the_case(tmp_path: Path, name: str) -> None:
    text = manifest(item(f"<adlcp:{name}> mode=review </adlcp:{name}>"))
    assert only_item(read(package(tmp_path, text))).launch_data == "mode=review"


def test_the_facts_of_scorm_12_are_read(tmp_path: Path) -> None:
    text = manifest(
        item(
            '<adlcp:prerequisites type="aicc_script">A&amp;B</adlcp:prerequisites>'
            "<adlcp:masteryscore>80</adlcp:masteryscore>"
            "<adlcp:maxtimeallowed>02:30:00</adlcp:maxtimeallowed>"
            "<adlcp:timelimitaction>exit,message</adlcp:timelimitaction>"
        )
    )
    activity = only_item(read(package(tmp_path, text)))
    assert activity.prerequisites == "A&B"
    assert str(activity.mastery_score) == "80"
    assert activity.max_time_allowed == "02:30:00"
    assert activity.time_limit_action == "exit,message"
    assert activity.scaled_passing_score is None


@pytest.mark.parametrize("score", ["eighty", "101", "-1", "NaN", "Infinity"])
def test_a_mastery_score_that_is_no_score_gives_a_warning(tmp_path: Path, score: str) -> None:
    course = read(package(tmp_path, manifest(item(f"<adlcp:masteryscore>{score}</adlcp:masteryscore>"))))
    assert only_item(course).mastery_score is None
    assert course.warnings == (f'The mastery score of "I1" is "{score}", not a number from 0 to 100; it is ignored.',)


def test_the_facts_of_scorm_2004_are_read(tmp_path: Path) -> None:
    text = manifest_2004(
        item(
            "<adlcp:timeLimitAction>continue,no message</adlcp:timeLimitAction>"
            '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.75"/>'
            "<imsss:sequencing>"
            '<imsss:limitConditions attemptAbsoluteDurationLimit="PT30M"/>'
            '<adlseq:objectives><adlseq:objective objectiveID="mapped"/></adlseq:objectives>'
            '<imsss:objectives><imsss:objective objectiveID="second"/>'
            '<imsss:primaryObjective objectiveID="first" satisfiedByMeasure="true">'
            "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective>"
            "</imsss:objectives></imsss:sequencing>"
        )
    )
    activity = only_item(read(package(tmp_path, text)))
    assert activity.time_limit_action == "continue,no message"
    assert activity.max_time_allowed == "PT30M"
    assert activity.completion_threshold == Decimal("0.75")
    assert activity.scaled_passing_score == Decimal("0.8")
    assert activity.objective_identifiers == ("first", "second")


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [
        ("<adlcp:completionThreshold>0.5</adlcp:completionThreshold>", Decimal("0.5")),
        ('<adlcp:completionThreshold completedByMeasure="true"/>', Decimal("1.0")),
        ('<adlcp:completionThreshold minProgressMeasure="0.5" progressWeight="0.3"/>', None),
    ],
)
def test_progress_decides_completion_only_where_the_manifest_says_so(
    tmp_path: Path, threshold: str, expected: Decimal | None
) -> None:
    assert only_item(read(package(tmp_path, manifest_2004(item(threshold))))).completion_threshold == expected


@pytest.mark.parametrize(
    ("primary", "expected"),
    [
        ('satisfiedByMeasure="true"/>', Decimal("1.0")),
        (">", None),
        ('satisfiedByMeasure="false">', None),
    ],
)
def test_the_score_decides_success_only_where_the_manifest_says_so(
    tmp_path: Path, primary: str, expected: Decimal | None
) -> None:
    measure = "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective>"
    rest = "" if primary.endswith("/>") else measure
    text = manifest_2004(
        item(
            f"<imsss:sequencing><imsss:objectives><imsss:primaryObjective {primary}{rest}"
            "</imsss:objectives></imsss:sequencing>"
        )
    )
    assert only_item(read(package(tmp_path, text))).scaled_passing_score == expected


def test_objectives_may_come_from_a_sequencing_collection(tmp_path: Path) -> None:
    collection = (
        '<imsss:sequencingCollection><imsss:sequencing ID="common"><imsss:objectives>'
        '<imsss:primaryObjective objectiveID="shared"/></imsss:objectives>'
        '<imsss:limitConditions attemptAbsoluteDurationLimit="PT1H"/>'
        "</imsss:sequencing></imsss:sequencingCollection>"
    )
    own = (
        '<imsss:sequencing IDRef="common"><imsss:objectives><imsss:primaryObjective objectiveID="own"/>'
        "</imsss:objectives></imsss:sequencing>"
    )
    text = manifest_2004(item(own), after=collection)
    activity = only_item(read(package(tmp_path, text)))
    assert (activity.objective_identifiers, activity.max_time_allowed) == (("own",), "PT1H")
    text = manifest_2004(item('<imsss:sequencing IDRef="common"/>'), after=collection)
    assert only_item(read(package(tmp_path, text))).objective_identifiers == ("shared",)
