import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.samples import Sample, build_sample, sample_names

VALID = [sample for sample in sample_names() if sample.valid]
IDENTIFIERS = ("http://adlnet.gov/expapi/", "https://w3id.org/xapi/cmi5/")
BROKEN = [sample for sample in sample_names() if not sample.valid]


def import_sample(name: str, folder: Path) -> CoursePackage:
    archive = folder / name
    archive.write_bytes(build_sample(name))
    return import_package(archive, folder / "course")


@pytest.mark.parametrize("sample", VALID, ids=lambda sample: sample.name)
def test_valid_samples_import_without_a_warning(tmp_path: Path, sample: Sample) -> None:
    course = import_sample(sample.name, tmp_path)
    assert (course.standard, course.title, course.warnings) == (sample.standard, sample.title, ())


@pytest.mark.parametrize("sample", BROKEN, ids=lambda sample: sample.name)
def test_broken_samples_are_refused(tmp_path: Path, sample: Sample) -> None:
    with pytest.raises(PackageRefused):
        import_sample(sample.name, tmp_path)


def test_there_are_samples_of_both_kinds() -> None:
    assert [sample.name for sample in VALID] == [
        "scorm12-minimal.zip",
        "scorm12-quiz.zip",
        "scorm2004-two-scos.zip",
        "scorm2004-forced-order.zip",
        "aicc-minimal.zip",
        "cmi5-minimal.zip",
        "tincan-minimal.zip",
    ]
    assert [sample.name for sample in BROKEN] == ["broken-no-manifest.zip", "broken-launch-file-missing.zip"]


def test_the_quiz_has_a_mastery_score_and_metadata(tmp_path: Path) -> None:
    course = import_sample("scorm12-quiz.zip", tmp_path)
    assert str(course.root.children[0].mastery_score) == "60"
    assert course.metadata.keywords == ("tides", "quiz")


def test_the_two_scos_lie_under_one_aggregation_and_have_objectives(tmp_path: Path) -> None:
    course = import_sample("scorm2004-two-scos.zip", tmp_path)
    (lessons,) = course.root.children
    lesson, check = lessons.children
    assert (lesson.href, check.href) == ("lesson/index.html", "check/index.html?pass=0.5")
    assert lesson.objective_identifiers == ("lesson-read", "knows-isobars", "knows-fronts")
    assert (str(check.scaled_passing_score), str(lesson.completion_threshold)) == ("0.5", "1.0")


@pytest.mark.parametrize("sample", sample_names(), ids=lambda sample: sample.name)
def test_an_archive_is_the_same_every_time(sample: Sample) -> None:
    first = build_sample(sample.name)
    build_sample.cache_clear()
    assert build_sample(sample.name) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2024, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("sample", sample_names(), ids=lambda sample: sample.name)
def test_pages_need_nothing_from_the_network_and_all_they_name_is_there(sample: Sample) -> None:
    with zipfile.ZipFile(BytesIO(build_sample(sample.name))) as archive:
        names = archive.namelist()
        for name in names:
            text = archive.read(name).decode()
            if not name.endswith(".xml"):
                # xAPI names its verbs and extensions by addresses that nobody opens.
                addresses = re.findall(r"(?:https?:)?//[a-z][^\s\"'`]*", text)
                assert all(address.startswith(IDENTIFIERS) for address in addresses), name
            if name.endswith(".html"):
                for link in re.findall(r'(?:src|href)="([^"]+)"', text):
                    folder = name.rpartition("/")[0]
                    resolved = (Path("/") / folder / link).resolve().relative_to("/").as_posix()
                    assert resolved in names, link


def test_an_unknown_sample_is_named() -> None:
    with pytest.raises(LookupError, match=r'no sample course called "golf\.zip"'):
        build_sample("golf.zip")
