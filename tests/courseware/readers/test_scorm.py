from pathlib import Path

import pytest

from emulator.courseware.package.archive import Archive, ArchiveLimits
from emulator.courseware.package.package import Activity, CoursePackage
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.reading import read_package
from tests.courseware.building import (
    NAMESPACES_2004,
    ONE_ITEM,
    ONE_RESOURCE,
    manifest,
    organization,
    package,
    zip_entries,
)


def read(path: Path) -> CoursePackage:
    with Archive(path, ArchiveLimits()) as archive:
        return read_package(archive)[0]


def refusal(path: Path) -> str:
    with pytest.raises(PackageRefused) as caught:
        read(path)
    return caught.value.reason


def test_the_smallest_course(tmp_path: Path) -> None:
    course = read(package(tmp_path))
    sco = Activity("I1", "One", "SCO", "R1", "index.html")
    assert course.root == Activity("O1", "Tiny", "AGGREGATION", children=(sco,))
    assert (course.identifier, course.title, course.launch_path) == ("M1", "Tiny", "index.html")
    assert (course.manifest_path, course.file_count, course.warnings) == ("imsmanifest.xml", 2, ())


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + manifest(organization(title="Kür")).encode(),
        manifest(organization(title="Kür"), declaration='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"),
        manifest(organization(title="Kür"), declaration='<?xml version="1.0" encoding="iso-8859-1"?>').encode(
            "latin-1"
        ),
    ],
    ids=["byte order mark", "utf-16", "latin-1"],
)
def test_manifests_of_every_encoding_are_read(tmp_path: Path, data: bytes) -> None:
    assert read(package(tmp_path, data)).title == "Kür"


def test_the_manifest_may_be_in_upper_case(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("IMSMANIFEST.XML", manifest().encode()), ("index.html", b"")])
    assert read(path).manifest_path == "IMSMANIFEST.XML"


def test_a_course_inside_single_folders_is_read_with_a_warning(tmp_path: Path) -> None:
    files = {"a/b/imsmanifest.xml": manifest().encode(), "a/b/index.html": b"x", "__MACOSX/a/._b": b"y"}
    course = read(zip_entries(tmp_path / "a.zip", files.items()))
    assert (course.launch_path, course.manifest_path, course.file_count) == (
        "index.html",
        "imsmanifest.xml",
        2,
    )
    assert 'the folder "a/b"' in course.warnings[0]


def test_a_manifest_deeper_among_other_files_is_refused(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a/imsmanifest.xml", b""), ("readme.txt", b"")])
    assert (
        refusal(path) == "imsmanifest.xml must lie at the root of the archive, but it was found at a/imsmanifest.xml."
    )


def test_an_archive_without_a_manifest_is_refused(tmp_path: Path) -> None:
    reason = refusal(zip_entries(tmp_path / "a.zip", [("index.html", b"")]))
    assert reason.startswith("The archive is no course: at its root it has no imsmanifest.xml, cmi5.xml, tincan.xml")


def test_two_manifests_are_refused(tmp_path: Path) -> None:
    path = package(tmp_path, files={"IMSmanifest.xml": b"<other/>"})
    assert refusal(path) == "The archive has imsmanifest.xml more than once."


def test_two_manifests_of_the_very_same_name_are_refused(tmp_path: Path) -> None:
    entries = [("imsmanifest.xml", manifest().encode()), ("index.html", b""), ("./imsmanifest.xml", b"<x/>")]
    assert "more than once" in refusal(zip_entries(tmp_path / "a.zip", entries))


def test_other_repeated_files_give_a_warning(tmp_path: Path) -> None:
    entries = [("imsmanifest.xml", manifest().encode()), ("index.html", b"1"), (".\\index.html", b"2")]
    course = read(zip_entries(tmp_path / "a.zip", entries))
    assert course.warnings == ("index.html is in the archive more than once; the last one is used.",)


def test_malformed_xml_is_refused_with_file_and_line(tmp_path: Path) -> None:
    reason = refusal(package(tmp_path, "<manifest>\n<organizations>\n</manifest>"))
    assert reason.startswith("imsmanifest.xml, line 3: ")


@pytest.mark.parametrize("text", ["", "not xml", '<?xml version="1.0"?>'])
def test_a_manifest_that_is_not_xml_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(package(tmp_path, text)).startswith("imsmanifest.xml")


def test_another_root_element_is_refused(tmp_path: Path) -> None:
    assert refusal(package(tmp_path, "<html/>")) == ("imsmanifest.xml: the root element is <html>, not <manifest>.")


def test_a_manifest_with_an_external_entity_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("top secret")
    text = manifest(
        organization(title="&x;"),
        declaration=f'<!DOCTYPE manifest [<!ENTITY x SYSTEM "file://{secret}">]>',
    )
    assert "DOCTYPE" in refusal(package(tmp_path, text))


def test_a_manifest_with_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declaration = f'<!DOCTYPE manifest [<!ENTITY l0 "lol">{entities}]>'
    text = manifest(organization(title="&l9;"), declaration=declaration)
    assert "DOCTYPE" in refusal(package(tmp_path, text))


def nested(depth: int) -> str:
    before = "".join(f'<item identifier="d{n}"><title>{n}</title>' for n in range(depth))
    return manifest(organization(before + ONE_ITEM + "</item>" * depth))


def test_items_may_be_nested_up_to_a_hundred_deep(tmp_path: Path) -> None:
    course = read(package(tmp_path, nested(99)))
    assert course.launch_path == "index.html"
    assert CoursePackage.from_document(course.to_document()) == course


def test_deeper_nesting_is_refused(tmp_path: Path) -> None:
    assert "more than 100 deep" in refusal(package(tmp_path, nested(100)))
    assert "more than 256 deep" in refusal(package(tmp_path, nested(300)))


def test_a_course_without_an_organization_launches_its_first_sco(tmp_path: Path) -> None:
    asset = '<resource identifier="A" adlcp:scormtype="asset" href="pic.png"/>'
    course = read(package(tmp_path, manifest("<organizations/>", asset + ONE_RESOURCE)))
    assert (course.title, course.launch_path) == ("M1", "index.html")
    assert [activity.kind for activity in course.activities()] == ["AGGREGATION", "SCO"]
    assert "has no organization" in course.warnings[0]


def test_a_course_with_neither_organization_nor_sco_is_refused(tmp_path: Path) -> None:
    asset = '<resource identifier="A" adlcp:scormtype="asset" href="index.html"/>'
    assert "neither an organization nor a SCO" in refusal(package(tmp_path, manifest("", asset)))


def test_an_organization_that_launches_nothing_is_refused(tmp_path: Path) -> None:
    text = manifest(organization('<item identifier="I1"><title>Empty</title></item>'))
    assert "nothing to open" in refusal(package(tmp_path, text))


def test_a_launch_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    text = manifest(resources='<resource identifier="R1" adlcp:scormtype="sco" href="gone.html"/>')
    assert refusal(package(tmp_path, text)) == (
        'The manifest launches "gone.html", but that file is not in the archive.'
    )


def test_listed_files_that_are_missing_give_warnings(tmp_path: Path) -> None:
    listed = "".join(f'<file href="gone{n}.css"/>' for n in range(30))
    resource = f'<resource identifier="R1" adlcp:scormtype="sco" href="index.html">{listed}</resource>'
    course = read(package(tmp_path, manifest(resources=resource)))
    assert course.warnings[0] == "The manifest lists gone0.css, but that file is not in the archive."
    assert course.warnings[-1] == "The manifest lists 10 more files that are not in the archive."
    assert len(course.warnings) == 21


def test_warnings_stay_few(tmp_path: Path) -> None:
    items = ONE_ITEM + '<item identifierref="nothing"/>' * 500
    warnings = read(package(tmp_path, manifest(organization(items)))).warnings
    assert len(warnings) <= 101
    assert warnings[-1].endswith("more warnings.")


def test_names_of_elements_count_whatever_their_namespace(tmp_path: Path) -> None:
    course = read(package(tmp_path, manifest(namespaces=NAMESPACES_2004)))
    assert course.launch_path == "index.html"


def test_a_manifest_without_an_identifier_takes_its_organizations(tmp_path: Path) -> None:
    assert read(package(tmp_path, manifest(attributes=""))).identifier == "O1"
