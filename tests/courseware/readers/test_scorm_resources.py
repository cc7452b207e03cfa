from pathlib import Path

import pytest

from tests.courseware.building import ONE_ITEM, ONE_RESOURCE, manifest, organization, package
from tests.courseware.readers.test_scorm import read, refusal


def test_xml_base_is_applied_from_manifest_to_resource(tmp_path: Path) -> None:
    resource = (
        '<resource xml:base="three/" identifier="R1" adlcp:scormtype="sco" href="go.html">'
        '<file href="go.html"/></resource>'
    )
    text = manifest(resources=resource, attributes='identifier="M1" xml:base="one/"').replace(
        "<resources>", '<resources xml:base="two/">'
    )
    course = read(package(tmp_path, text, {"one/two/three/go.html": b"x"}))
    assert course.launch_path == "one/two/three/go.html"
    assert course.warnings == ()


def test_a_sco_without_an_address_is_refused(tmp_path: Path) -> None:
    text = manifest(resources='\n<resource identifier="R1" adlcp:scormtype="sco"/>')
    assert refusal(package(tmp_path, text)) == ('The SCO resource "R1" in line 2 of the manifest has no href.')


def test_an_asset_without_an_address_cannot_be_opened(tmp_path: Path) -> None:
    items = ONE_ITEM + '<item identifier="I2" identifierref="R2"><title>Two</title></item>'
    resources = ONE_RESOURCE + '<resource identifier="R2" adlcp:scormtype="asset"/>'
    course = read(package(tmp_path, manifest(organization(items), resources)))
    assert (course.root.children[1].kind, course.root.children[1].href) == ("AGGREGATION", None)
    assert course.warnings == ('The item "I2" refers to "R2", which has no href.',)


@pytest.mark.parametrize("stated", ["sco", "SCO", "Sco"])
def test_a_sco_is_one_in_any_case(tmp_path: Path, stated: str) -> None:
    text = manifest(resources=ONE_RESOURCE.replace('"sco"', f'"{stated}"'))
    assert read(package(tmp_path, text)).root.children[0].kind == "SCO"


@pytest.mark.parametrize("attribute", ['adlcp:scormtype="page"', ""])
def test_a_resource_of_no_known_type_is_an_asset_with_a_warning(tmp_path: Path, attribute: str) -> None:
    text = manifest(resources=ONE_RESOURCE.replace('adlcp:scormtype="sco"', attribute))
    course = read(package(tmp_path, text))
    assert course.root.children[0].kind == "ASSET"
    assert course.root.children[0].launchable
    assert "taken as an asset" in course.warnings[0]


def test_an_address_in_other_case_is_corrected_with_a_warning(tmp_path: Path) -> None:
    text = manifest(resources=ONE_RESOURCE.replace("index.html", "INDEX.html"))
    course = read(package(tmp_path, text))
    assert course.launch_path == "index.html"
    assert course.warnings == ('The manifest launches "INDEX.html", which is spelled "index.html" in the archive.',)


def test_backslashes_in_addresses_are_slashes(tmp_path: Path) -> None:
    text = manifest(resources=ONE_RESOURCE.replace("index.html", "sub\\page.html"))
    assert read(package(tmp_path, text, {"sub\\page.html": b"x"})).launch_path == "sub/page.html"


def test_content_on_a_web_server_is_launched_there_with_a_warning(tmp_path: Path) -> None:
    text = manifest(resources=ONE_RESOURCE.replace("index.html", "https://example.org/c.html"))
    course = read(package(tmp_path, text))
    assert course.launch_path == "https://example.org/c.html"
    assert "lies outside the package" in course.warnings[0]


def test_a_script_as_an_address_is_refused(tmp_path: Path) -> None:
    text = manifest(resources=ONE_RESOURCE.replace("index.html", "javascript:alert(1)"))
    assert "not a file of the package" in refusal(package(tmp_path, text))


def test_of_resources_with_one_identifier_the_first_is_used(tmp_path: Path) -> None:
    second = '<resource identifier="R1" adlcp:scormtype="sco" href="gone.html"/>'
    course = read(package(tmp_path, manifest(resources=ONE_RESOURCE + second)))
    assert course.launch_path == "index.html"
    assert course.warnings == ('There is more than one resource "R1"; the first is used.',)


def test_resources_of_a_sub_manifest_can_be_launched(tmp_path: Path) -> None:
    sub = f'<manifest identifier="S" xml:base="sub/"><resources>{ONE_RESOURCE}</resources></manifest>'
    course = read(package(tmp_path, manifest(resources="", after=sub), {"sub/index.html": b"x"}))
    assert course.launch_path == "sub/index.html"
