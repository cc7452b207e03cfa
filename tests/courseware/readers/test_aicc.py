"""AICC courses: five text files that no two tools write alike."""

from pathlib import Path

import pytest

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.package import CoursePackage, Standard
from emulator.courseware.package.refused import PackageRefused
from tests.courseware.building import zip_entries

COURSE = "[Course]\r\nCourse_ID=C1\r\nCourse_Title=Tiny\r\n[Course_Description]\r\nFirst line\r\nSecond line\r\n"
UNITS = (
    '"System_ID","Type","File_Name","Mastery_Score","Core_Vendor","Web_Launch","Max_Time_Allowed","Time_Limit_Action"\r\n'
    '"A1","Lesson","index.html","80","lesson=1","mode=x","00:30:00","C,N"\r\n'
    '"A2","Lesson","index.html?page=2","","","",,\r\n'
)
TITLES = (
    '"System_ID","Developer_ID","Title","Description"\r\n"A1","D1","Unit, one","About it"\r\n"B1","","Block",""\r\n'
)
STRUCTURE = '"Block","Member","Member"\r\n"ROOT","A1","B1"\r\n"B1","A2"\r\n'


def read(folder: Path, **files: str | bytes | None) -> CoursePackage:
    content: dict[str, str | bytes | None] = {
        "course.crs": COURSE,
        "course.au": UNITS,
        "course.des": TITLES,
        "course.cst": STRUCTURE,
        "index.html": "x",
        **{name.replace("_", "."): data for name, data in files.items()},
    }
    entries = [
        (name, data.encode() if isinstance(data, str) else data) for name, data in content.items() if data is not None
    ]
    return import_package(zip_entries(folder / "a.zip", entries), folder / "course")


def test_blocks_and_units_become_activities(tmp_path: Path) -> None:
    course = read(tmp_path)
    assert (course.standard, course.identifier, course.title) == (Standard.AICC, "C1", "Tiny")
    assert course.metadata.description == "First line\nSecond line"
    first, block = course.root.children
    (second,) = block.children
    assert (first.identifier, first.title, first.href) == ("A1", "Unit, one", "index.html?mode=x")
    assert (str(first.mastery_score), first.launch_data, first.max_time_allowed) == ("80", "lesson=1", "00:30:00")
    assert first.time_limit_action == "continue,no message"
    assert (block.title, block.kind, second.href) == ("Block", "AGGREGATION", "index.html?page=2")
    assert (second.title, second.mastery_score, second.launch_data) == ("A2", None, None)
    assert course.launch_path == "index.html?mode=x"
    assert course.warnings == ()


@pytest.mark.parametrize(
    "structure", [STRUCTURE.lower(), STRUCTURE.replace('"', ""), STRUCTURE.replace("\r\n", "\n"), "\ufeff" + STRUCTURE]
)
def test_case_quotes_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path, structure: str) -> None:
    course = read(tmp_path, course_cst=structure)
    assert [activity.identifier.upper() for activity in course.activities()] == ["C1", "A1", "B1", "A2"]
    assert course.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    course = read(tmp_path, course_crs=COURSE.replace("Tiny", "Über Äpfel").encode(encoding))
    assert course.title == "Über Äpfel"


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    units = "file_name,SYSTEM_ID\nindex.html,A1\nindex.html,A2\n"
    assert [activity.href for activity in read(tmp_path, course_au=units).activities()][1] == "index.html"


def test_prerequisites_and_objectives_come_from_files_of_their_own(tmp_path: Path) -> None:
    course = read(
        tmp_path,
        course_pre='"structure_element","prerequisite"\r\n"A2","A1"\r\n',
        course_ort='"course_element","member","member"\r\n"A1","J1","J2"\r\n',
    )
    first, block = course.root.children
    assert first.objective_identifiers == ("J1", "J2")
    assert block.children[0].prerequisites == "A1"


def test_without_a_structure_the_units_follow_one_another(tmp_path: Path) -> None:
    course = read(tmp_path, course_cst=None)
    assert [activity.identifier for activity in course.root.children] == ["A1", "A2"]
    assert "no .cst file" in course.warnings[0]


def test_odd_structures_are_taken_with_a_warning(tmp_path: Path) -> None:
    course = read(tmp_path, course_cst='"block","member"\r\n"TOP","A1"\r\n"TOP","A1"\r\n"TOP","A9"\r\n"TOP","J1"\r\n')
    assert [activity.identifier for activity in course.root.children] == ["A1"]
    assert sorted(course.warnings) == [
        '"A1" is in the course structure more than once; the first place counts.',
        '"A9" in the course structure is neither a block nor a unit.',
        'The course structure has no block ROOT; "top" is taken as it.',
        'The unit "A2" has no place in the course structure; it is left out.',
    ]


def test_a_block_in_itself_ends(tmp_path: Path) -> None:
    course = read(tmp_path, course_cst='"block","member","member"\r\n"ROOT","A1","B1"\r\n"B1","B1","ROOT"\r\n')
    assert [activity.identifier for activity in course.activities()] == ["C1", "A1", "B1"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"course_crs": None}, "The archive has an AICC file, course.au, but no .crs file at its root."),
        ({"course_au": None}, "The AICC course has no .au file beside course.crs."),
        ({"course_au": "", "course_cst": None}, "The course has no assignable unit, so there is nothing to open."),
        (
            {"course_au": "system_id,file_name\nA1,gone.html\n"},
            'The assignable unit "A1" launches "gone.html", but that file is not in the archive.',
        ),
        (
            {"course_au": "system_id,file_name\nA1,../../etc/passwd\n"},
            'The assignable unit "A1" launches "../../etc/passwd", but that file is not in the archive.',
        ),
        ({"course_au": "system_id\nA1\n"}, 'The assignable unit "A1" has no file_name, so it cannot be opened.'),
        ({"other_crs": COURSE}, "The archive has more than one .crs file: course.crs and other.crs."),
    ],
)
def test_a_course_that_cannot_be_opened_is_refused(tmp_path: Path, files: dict[str, str | None], reason: str) -> None:
    with pytest.raises(PackageRefused) as caught:
        read(tmp_path, **files)
    assert caught.value.reason == reason
    assert not (tmp_path / "course").exists()


@pytest.mark.parametrize("data", [b"\x00" * 400, b'"' + b"x" * 200_000, b"\xff\xfe\xd8", b"a,b\n" * 5000])
def test_nonsense_in_a_table_is_refused_or_ignored_but_never_breaks(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PackageRefused):
        read(tmp_path, course_au=data)
    assert read(tmp_path, course_des=b"a,b\n" + b"c" * 100_000).title == "Tiny"


def test_a_unit_on_a_web_server_warns(tmp_path: Path) -> None:
    course = read(
        tmp_path, course_au="system_id,file_name,web_launch\nA1,https://example.com/a?b=1,c=2\nA2,index.html,\n"
    )
    assert course.launch_path == "https://example.com/a?b=1&c=2"
    assert course.warnings == ('The unit "A1" lies outside the package, at https://example.com/a?b=1.',)
