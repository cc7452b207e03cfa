"""Single files as courses."""

import json
from pathlib import Path

import pytest

from emulator.courseware.importing.importing import import_media
from emulator.courseware.package.package import CoursePackage, Standard
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.media import MediaFacts

PDF, MP3, MP4 = b"%PDF-1.7\n", b"ID3\x04", b"\x00\x00\x00\x20ftypisom"


def read(folder: Path, data: bytes, kind: str, name: str, facts: MediaFacts = MediaFacts()) -> CoursePackage:  # noqa: B008
    file = folder / "upload"
    file.write_bytes(data)
    return import_media(file, kind, name, folder / "course", facts)


@pytest.mark.parametrize(
    ("data", "kind", "name", "href", "title"),
    [
        (PDF, "application/pdf", "shiraz.pdf", "shiraz.pdf", "shiraz"),
        (MP3, "audio/mpeg", "A talk.MP3", "A%20talk.mp3", "A talk"),
        (b"\xff\xfb\x90\x00", "audio/mpeg", "", "media.mp3", "media"),
        (MP4, "video/mp4", "../../etc/passwd", "passwd.mp4", "passwd"),
        (MP4, "video/mp4", "C:\\films\\one?.mp4", "one%3F.mp4", "one?"),
        (PDF, "application/pdf", "a\x00\n\ud800b.pdf", "ab.pdf", "ab"),
        (PDF, "application/pdf", "x" * 5000, "x" * 200 + ".pdf", "x" * 200),
    ],
)
def test_a_file_is_a_course_of_one_activity(
    tmp_path: Path, data: bytes, kind: str, name: str, href: str, title: str
) -> None:
    course = read(tmp_path, data, kind, name)
    assert (course.standard, course.title, course.launch_path) == (Standard.MEDIA, title, href)
    assert (course.root.launchable, course.file_count, course.total_bytes) == (True, 1, len(data))
    assert (tmp_path / "course" / course.manifest_path).read_bytes() == data
    assert CoursePackage.from_document(json.loads(json.dumps(course.to_document()))) == course


def test_what_is_said_of_the_file_becomes_the_courses(tmp_path: Path) -> None:
    course = read(tmp_path, PDF, "application/pdf", "a.pdf", MediaFacts("Title", "About", "de", 90))
    assert (course.title, course.metadata.description, course.metadata.languages) == ("Title", "About", ("de",))
    assert course.metadata.duration == "PT90S"


@pytest.mark.parametrize("kind", ["application/pdf", "audio/mpeg", "video/mp4"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, kind: str, data: bytes) -> None:
    with pytest.raises(PackageRefused, match="though its content type is"):
        read(tmp_path, data, kind, "a")
    assert not (tmp_path / "course").exists()
