import json
from decimal import Decimal

from emulator.courseware.package.package import Activity, CoursePackage, Metadata, Standard

SCO = Activity(
    identifier="sco",
    title="Ein Kapitel",
    kind="SCO",
    resource_identifier="R1",
    href="a/b.html?x=1#y",
    visible=False,
    prerequisites="one&two",
    mastery_score=Decimal("70.50"),
    max_time_allowed="00:30:00",
    time_limit_action="exit,message",
    launch_data="mode=review",
    scaled_passing_score=Decimal("-0.5"),
    completion_threshold=Decimal("0.75"),
    objective_identifiers=("primary", "second"),
)
COURSE = CoursePackage(
    standard=Standard.SCORM_2004_3RD_EDITION,
    identifier="course",
    title="Ein Kurs",
    launch_path="a/b.html?x=1#y",
    manifest_path="imsmanifest.xml",
    root=Activity("root", "Ein Kurs", "AGGREGATION", children=(SCO, Activity("asset", "Bild", "ASSET"))),
    metadata=Metadata(title="T", title_language="de", keywords=("a", "b"), languages=("de", "en")),
    warnings=("Something is odd.",),
    file_count=3,
    total_bytes=1 << 40,
)


def test_a_package_survives_the_round_trip_through_json() -> None:
    assert CoursePackage.from_document(json.loads(json.dumps(COURSE.to_document()))) == COURSE


def test_a_course_nested_as_deeply_as_readers_allow_survives_too() -> None:
    root = SCO
    for number in range(100):
        root = Activity(str(number), "Level", "AGGREGATION", children=(root,))
    package = CoursePackage(Standard.SCORM_12, "i", "t", "a", "imsmanifest.xml", root)
    assert CoursePackage.from_document(json.loads(json.dumps(package.to_document()))) == package


def test_the_document_keeps_the_digits_of_scores() -> None:
    document = COURSE.to_document()["root"]["children"][0]
    assert document["mastery_score"] == "70.50"
    assert list(document)[:3] == ["identifier", "title", "kind"]


def test_activities_come_in_the_order_of_the_manifest() -> None:
    assert [activity.identifier for activity in COURSE.activities()] == ["root", "sco", "asset"]
    assert [activity.launchable for activity in COURSE.activities()] == [False, True, False]
