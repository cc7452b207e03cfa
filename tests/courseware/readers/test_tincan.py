"""Tin Can packages: a tincan.xml with exactly one activity to launch."""

from pathlib import Path

import pytest

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.package import CoursePackage, Standard
from emulator.courseware.package.refused import PackageRefused
from tests.courseware.building import zip_entries

LAUNCHED = (
    '<activity id="http://example.com/a" type="http://example.com/t"><name lang="de">Kurs</name>'
    '<name xml:lang="en-GB">Course</name><description lang="en">About</description>'
    '<launch lang="fr">fr.html</launch><launch lang="en">index.html</launch></activity>'
)
DESCRIBED = '<activity id="http://example.com/q" type="http://example.com/t"><name>Question</name></activity>'


def tincan(activities: str) -> str:
    return f'<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>{activities}</activities></tincan>'


def read(folder: Path, text: str | bytes, prefix: str = "") -> CoursePackage:
    data = text.encode() if isinstance(text, str) else text
    entries = [(prefix + "tincan.xml", data), (prefix + "index.html", b"x"), (prefix + "fr.html", b"x")]
    return import_package(zip_entries(folder / "a.zip", entries), folder / "course")


def test_the_launched_activity_is_the_course(tmp_path: Path) -> None:
    course = read(tmp_path, tincan(LAUNCHED + DESCRIBED))
    assert (course.standard, course.identifier, course.title) == (Standard.XAPI, "http://example.com/a", "Course")
    assert (course.launch_path, course.root.launchable, course.root.children) == ("index.html", True, ())
    assert course.metadata.languages == ("de", "en-GB", "en")
    assert course.root.description == "About"
    detail = course.root.detail.xapi
    assert detail is not None
    assert (detail.id, detail.type) == ("http://example.com/a", "http://example.com/t")
    assert course.warnings == ()


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + tincan(LAUNCHED).encode(), tincan(LAUNCHED).encode("utf-16")])
def test_a_byte_order_mark_is_taken(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data).title == "Course"


def test_a_nested_root_is_taken_with_a_warning(tmp_path: Path) -> None:
    course = read(tmp_path, tincan(LAUNCHED), prefix="a/b/")
    assert course.launch_path == "index.html"
    assert 'in the folder "a/b"' in course.warnings[0]


def test_what_is_missing_warns(tmp_path: Path) -> None:
    course = read(tmp_path, tincan('<activity id="a b"><launch>index.html</launch></activity>').replace("xmlns", "x"))
    assert course.title == "a b"
    for words in ("not in the namespace", "not an IRI", "has no type", "has no name"):
        assert any(words in warning for warning in course.warnings), words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (tincan(""), "has no activity"),
        (tincan(DESCRIBED), "No activity of tincan.xml has a launch address"),
        (tincan(LAUNCHED + LAUNCHED.replace(".com/a", ".com/b")), "2 activities of tincan.xml have a launch address"),
        (tincan("<activity><launch>index.html</launch></activity>"), "has no id"),
        (tincan(LAUNCHED.replace("index.html", "gone.html")), "not in the archive"),
        (tincan(LAUNCHED.replace("index.html", "javascript:alert(1)")), "which is not a file of the package"),
        ("<tincan>", "tincan.xml, line 1"),
    ],
)
def test_a_package_without_one_launch_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(PackageRefused) as caught:
        read(tmp_path, text)
    assert reason in caught.value.reason
