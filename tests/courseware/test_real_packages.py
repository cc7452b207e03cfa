"""Packages made by others. They lie beside the checkout, not in it; without them these tests are skipped."""

from pathlib import Path
from typing import NamedTuple

import pytest

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.package import CoursePackage, Standard
from emulator.courseware.package.refused import PackageRefused

PACKAGES = Path(__file__).parents[3] / "shared" / "packages"
pytestmark = pytest.mark.skipif(
    not PACKAGES.is_dir(), reason=f"the sample packages of others are not beside the project ({PACKAGES})"
)
GOLF_PAGE = "shared/launchpage.html"
GEOLOGY = "https://w3id.org/xapi/cmi5/catapult/lts/course/geology-intro-"


class Expected(NamedTuple):
    standard: Standard
    title: str
    launch_path: str
    items: str
    scos: int
    """Activities, not resources: two items of one resource count twice."""
    files: int


GOOD = {
    "scorm12-single-basic.zip": Expected(
        Standard.SCORM_12, "Golf Explained - Run-time Basic Calls", GOLF_PAGE, "item_1", 1, 46
    ),
    "scorm12-single-packaging.zip": Expected(
        Standard.SCORM_12, "Golf Explained - CP Single SCO", GOLF_PAGE, "item_1", 1, 46
    ),
    "scorm12-multi-mini.zip": Expected(
        Standard.SCORM_12,
        "Golf Explained - Minimum Run-time Calls",
        "Playing/Playing.html",
        "playing_item(playing_playing_item playing_par_item playing_scoring_item playing_otherscoring_item "
        "playing_rules_item playing_quiz_item) "
        "havingfun_item(havingfun_howto_item havingfun_makefriends_item havingfun_quiz_item)",
        9,
        28,
    ),
    "scorm12-metadata.zip": Expected(Standard.SCORM_12, "SCORM 1.2 With Metadata", "index.html", "i1", 1, 8),
    "scorm12-prerequisites.zip": Expected(
        Standard.SCORM_12,
        "Prerequisites Test Course",
        "module1.html",
        "module1 module2 module3 module4",
        4,
        5,
    ),
    "scorm12-nested-items.zip": Expected(
        Standard.SCORM_12,
        "Launch URL From Nested Item Test",
        "content/topic1.html",
        "module_1(chapter_1_1(section_1_1_1(topic_1_1_1_1))) module_2(chapter_2_1(section_2_1_1))",
        2,
        3,
    ),
    "scorm2004-2nd-single.zip": Expected(
        Standard.SCORM_2004_2ND_EDITION, "Golf Explained - CP Single SCO", GOLF_PAGE, "item_1", 1, 79
    ),
    "scorm2004-3rd-basic.zip": Expected(
        Standard.SCORM_2004_3RD_EDITION, "Golf Explained - Run-time Basic Calls", GOLF_PAGE, "item_1", 1, 69
    ),
    "scorm2004-3rd-advanced.zip": Expected(
        Standard.SCORM_2004_3RD_EDITION,
        "Golf Explained - Run-time Advanced Calls",
        GOLF_PAGE,
        "item_1",
        1,
        69,
    ),
    "scorm2004-3rd-seq-forced.zip": Expected(
        Standard.SCORM_2004_3RD_EDITION,
        "Golf Explained - Sequencing Forced Order",
        GOLF_PAGE + "?content=playing",
        "playing_item etuqiette_item handicapping_item havingfun_item assessment_item",
        5,
        69,
    ),
    "scorm2004-4th-seq-posttest.zip": Expected(
        Standard.SCORM_2004_4TH_EDITION,
        "Golf Explained - 4th Edition Features",
        GOLF_PAGE + "?content=playing",
        "playing_item etuqiette_item handicapping_item havingfun_item assessment_item",
        5,
        59,
    ),
    "aicc-assessment.zip": Expected(Standard.AICC, "UniversitySite AICC Testing Tool", "default.htm", "A1", 1, 6),
    "aicc-tiny.zip": Expected(Standard.AICC, "Tiny AICC", "index.html?mode=x", "A1", 1, 5),
    "cmi5-masteryscore-framed-slim.zip": Expected(
        Standard.CMI5,
        "Introduction to Geology - Framed Style - Mastery Score",
        "index.html",
        GEOLOGY + "single-au-mastery-score-framed/1",
        1,
        6,
    ),
    "cmi5-multi-au-framed-slim.zip": Expected(
        Standard.CMI5,
        "Introduction to Geology - Multi AU at Root",
        "index.html?pages=1&complete=launch",
        " ".join(f"{GEOLOGY}multi-au-framed/{number}" for number in (*range(1, 8), "quiz")),
        8,
        6,
    ),
    "cmi5-single-au-responsive.zip": Expected(
        Standard.CMI5,
        "Introduction to Geology - Responsive Style",
        "index.html",
        GEOLOGY + "single-au-basic-responsive/1",
        1,
        14,
    ),
    "tincan-golf.zip": Expected(Standard.XAPI, "Tin Can Golf Example", "index.html", "", 1, 44),
    "tiny-scorm12.zip": Expected(Standard.SCORM_12, "Tiny", "index.html", "I1", 1, 2),
}
REFUSED = {
    "bad-manifest-not-xml.zip": "imsmanifest.xml, line 2: no XML element begins here; the file is not XML.",
    "bad-scorm12-malformed-xml.zip": (
        "imsmanifest.xml, line 27: </organization> stands where <item> of line 24 has yet to be closed."
    ),
    "bad-invalid-xml.zip": "imsmanifest.xml, line 5: the file ends before <manifest> of line 2 is closed.",
    "bad-scorm12-missing-files.zip": (
        'The manifest launches "content/nonexistent.html", but that file is not in the archive.'
    ),
    "bad-missing-launch-file.zip": ('The manifest launches "not-there.html", but that file is not in the archive.'),
    "bad-aicc-cst-only.zip": "The archive has an AICC file, moodle.cst, but no .crs file at its root.",
    "bad-cmi5-no-au.zip": "cmi5.xml has no assignable unit (<au>), so there is nothing to open.",
    "bad-tincan-no-launch.zip": "No activity of tincan.xml has a launch address, so there is nothing to open.",
    "bad-scorm12-no-launch-url.zip": ('The SCO resource "resource_1" in line 30 of the manifest has no href.'),
    # These two would be taken with a warning, but the archives hold nothing besides the manifest.
    "bad-scorm2004-missing-org-id.zip": ('The manifest launches "index.html", but that file is not in the archive.'),
    "bad-scorm2004-broken-default-org.zip": (
        'The manifest launches "resources/SequencingTest.htm", but that file is not in the archive.'
    ),
}


def outline(course: CoursePackage) -> str:
    """The identifiers of the items: `a b(c d)`."""

    def below(document: dict[str, object]) -> str:
        children = document["children"]
        assert isinstance(children, list)
        inner = " ".join(str(child["identifier"]) + below(child) for child in children)
        return f"({inner})" if inner else ""

    return below(course.to_document()["root"])[1:-1]


def test_every_package_is_expected_here() -> None:
    found = {path.name for path in PACKAGES.glob("*.zip")}
    assert found == {*GOOD, *REFUSED, "bad-scorm12-missing-org.zip"}


@pytest.mark.parametrize("name", GOOD)
def test_a_real_package_is_read_as_its_makers_meant_it(tmp_path: Path, name: str) -> None:
    expected = GOOD[name]
    course = import_package(PACKAGES / name, tmp_path / "course")
    assert (course.standard, course.title) == (expected.standard, expected.title)
    assert course.launch_path == expected.launch_path
    assert outline(course) == expected.items
    assert sum(activity.kind == "SCO" for activity in course.activities()) == expected.scos
    assert course.warnings == ()
    on_disk = [path for path in (tmp_path / "course").rglob("*") if path.is_file()]
    assert len(on_disk) == course.file_count == expected.files
    assert sum(path.stat().st_size for path in on_disk) == course.total_bytes
    assert CoursePackage.from_document(course.to_document()) == course


def test_titles_and_parameters_of_a_real_tree(tmp_path: Path) -> None:
    course = import_package(PACKAGES / "scorm12-multi-mini.zip", tmp_path / "course")
    shown = [(activity.title, activity.href) for activity in course.activities()]
    assert len(shown) == 12
    assert shown[1:3] == [("Playing the Game", None), ("How to Play", "Playing/Playing.html")]
    assert shown[7] == ("Playing Golf Quiz", "shared/assessmenttemplate.html?questions=Playing")


def test_prerequisites_of_a_real_package(tmp_path: Path) -> None:
    course = import_package(PACKAGES / "scorm12-prerequisites.zip", tmp_path / "course")
    first, second, third, fourth = course.root.children
    assert (first.prerequisites, first.max_time_allowed, str(first.mastery_score)) == (None, "02:30:00", "80")
    assert (second.prerequisites, second.launch_data) == ("module1", "custom_data_for_module2")
    assert third.time_limit_action == "exit,message"
    assert fourth.prerequisites == "(module1 AND module2) OR module3"


def test_objectives_of_a_real_package(tmp_path: Path) -> None:
    course = import_package(PACKAGES / "scorm2004-3rd-advanced.zip", tmp_path / "course")
    (sco,) = course.root.children
    assert str(sco.scaled_passing_score) == "0.8"
    assert sco.objective_identifiers == (
        "PRIMARYOBJ",
        "obj_etiquette",
        "obj_handicapping",
        "obj_havingfun",
        "obj_playing",
    )


def test_metadata_of_a_real_package(tmp_path: Path) -> None:
    course = import_package(PACKAGES / "scorm12-metadata.zip", tmp_path / "course")
    assert (course.metadata.keywords, course.metadata.languages) == (("Training",), ("en",))
    assert course.metadata.title is None


def test_a_real_package_without_an_organization_is_taken_with_a_warning(tmp_path: Path) -> None:
    course = import_package(PACKAGES / "bad-scorm12-missing-org.zip", tmp_path / "course")
    assert course.launch_path == "sso/launchpage.html"
    assert course.warnings == ("imsmanifest.xml has no organization; the first SCO among its resources is launched.",)


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_package_is_refused_with_its_reason(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackageRefused) as caught:
        import_package(PACKAGES / name, tmp_path / "course")
    assert caught.value.reason == REFUSED[name]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", sorted((PACKAGES / "cmi5-lms-tests").glob("*.zip")), ids=lambda path: path.stem)
def test_the_test_courses_of_cmi5_are_read_without_a_warning(tmp_path: Path, path: Path) -> None:
    course = import_package(path, tmp_path / "course")
    assert (course.standard, course.warnings) == (Standard.CMI5, ())
    assert [activity.detail.cmi5 is not None for activity in course.activities() if activity.launchable] == [True]


def test_what_a_real_unit_of_cmi5_says(tmp_path: Path) -> None:
    course = import_package(PACKAGES / "cmi5-lms-tests" / "001-essentials.zip", tmp_path / "course")
    unit = course.root.children[0].children[0]
    detail = unit.detail.cmi5
    assert detail is not None
    assert (unit.href, detail.move_on, str(detail.mastery_score)) == (
        "index.html?paramA=1&paramB=2",
        "CompletedAndPassed",
        "0.9",
    )
    assert (detail.launch_parameters, detail.entitlement_key) == ("sample string", "sample value")


def test_the_sequencing_of_a_real_package(tmp_path: Path) -> None:
    course = import_package(PACKAGES / "scorm2004-4th-seq-posttest.zip", tmp_path / "course")
    assert not course.root.detail.objectives_global
    first, second, *_ = course.root.children
    sequencing = second.detail.sequencing
    assert sequencing is not None
    (rule,) = sequencing.pre
    assert (rule.action, rule.combination, len(rule.conditions)) == ("disabled", "any", 2)
    # From the collection that its IDRef names.
    assert (sequencing.rollup_satisfied, sequencing.completion_set_by_content) == (False, True)
    assert sequencing.measure_weight == 0
    (info,) = sequencing.objectives[1].maps
    assert (info.read_completion, info.write_completion, info.read_satisfied) == (True, False, False)
    assert first.detail.completion_measure is not None
    assert str(first.detail.completion_measure.weight) == "0.5"
    assert first.detail.data_maps[0].write
