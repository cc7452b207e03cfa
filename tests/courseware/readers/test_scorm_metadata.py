from pathlib import Path

import pytest

from emulator.courseware.package.package import Metadata
from tests.courseware.building import NAMESPACES_2004, manifest, organization, package
from tests.courseware.readers.test_scorm import read

LOM_12 = """<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">
<general><title><langstring xml:lang="de"> Golf </langstring>
<langstring xml:lang="en">other</langstring></title>
<language>de</language><language>en</language>
<description><langstring xml:lang="de">Ein Spiel</langstring></description>
<keyword><langstring>ball</langstring></keyword><keyword><langstring>club</langstring></keyword>
<keyword><langstring></langstring></keyword></general>
<technical><duration><datetime>00:10:00</datetime></duration></technical>
<educational><typicallearningtime><datetime>00:45:00</datetime></typicallearningtime></educational></lom>"""
LOM_2004 = """<lom xmlns="http://ltsc.ieee.org/xsd/LOM">
<general><title><string language="de">Golf</string></title><language>de</language><language>en</language>
<description><string language="de">Ein Spiel</string></description>
<keyword><string>ball</string></keyword><keyword><string>club</string></keyword></general>
<technical><duration><duration>PT10M</duration></duration></technical>
<educational><typicalLearningTime><duration>PT45M</duration></typicalLearningTime></educational></lom>"""


def expected(duration: str, typical_time: str) -> Metadata:
    return Metadata("Golf", "de", "Ein Spiel", "de", duration, typical_time, ("ball", "club"), ("de", "en"))


def test_metadata_of_scorm_12_is_read(tmp_path: Path) -> None:
    course = read(package(tmp_path, manifest(metadata=LOM_12)))
    assert course.metadata == expected("00:10:00", "00:45:00")
    assert course.title == "Tiny"


def test_metadata_of_scorm_2004_is_read(tmp_path: Path) -> None:
    text = manifest(version="2004 3rd Edition", namespaces=NAMESPACES_2004, metadata=LOM_2004)
    assert read(package(tmp_path, text)).metadata == expected("PT10M", "PT45M")


def test_metadata_of_the_organization_counts_where_the_manifest_has_none(tmp_path: Path) -> None:
    organizations = organization().replace("<title>Tiny", f"<metadata>{LOM_12}</metadata><title>Tiny")
    assert read(package(tmp_path, manifest(organizations))).metadata.title == "Golf"


def test_metadata_in_a_file_of_its_own_is_read(tmp_path: Path) -> None:
    text = manifest(metadata="<adlcp:location>meta/course.xml</adlcp:location>")
    course = read(package(tmp_path, text, {"meta/course.xml": LOM_12.encode()}))
    assert course.metadata.title == "Golf"


@pytest.mark.parametrize(
    ("location", "content"),
    [
        ("gone.xml", b""),
        ("m.xml", b"<lom>"),
        ("m.xml", b"<!DOCTYPE lom><lom/>"),
        ("http://[", b""),
        ("../m.xml", LOM_12.encode()),
    ],
)
def test_metadata_that_cannot_be_read_gives_a_warning(tmp_path: Path, location: str, content: bytes) -> None:
    text = manifest(metadata=f"<adlcp:location>{location}</adlcp:location>")
    course = read(package(tmp_path, text, {"m.xml": content}))
    assert course.metadata == Metadata()
    assert len(course.warnings) == 1
    assert "metadata file" in course.warnings[0]


def test_the_title_of_the_metadata_stands_in_where_there_is_no_organization(tmp_path: Path) -> None:
    assert read(package(tmp_path, manifest("<organizations/>", metadata=LOM_12))).title == "Golf"
