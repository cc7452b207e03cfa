"""cmi5 course structures: what is read, and the rules that its schema does not see."""

from pathlib import Path

import pytest

from emulator.courseware.importing.importing import import_bare_cmi5, import_package
from emulator.courseware.package.package import CoursePackage, Standard
from emulator.courseware.package.refused import PackageRefused
from tests.courseware.building import zip_entries

NAMESPACE = 'xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"'
TITLE = '<title><langstring lang="de">Titel</langstring><langstring lang="en-US">Title</langstring></title>'
COURSE = f'<course id="https://example.com/course">{TITLE}</course>'
AU = f'<au id="https://example.com/au/1">{TITLE}<url>index.html</url></au>'


def structure(body: str, course: str = COURSE) -> str:
    return f"<courseStructure {NAMESPACE}>{course}{body}</courseStructure>"


def read(folder: Path, text: str, **files: bytes) -> CoursePackage:
    entries = [("cmi5.xml", text.encode()), ("index.html", b"x"), *files.items()]
    return import_package(zip_entries(folder / "a.zip", entries), folder / "course")


def test_a_unit_has_all_that_a_launch_needs(tmp_path: Path) -> None:
    au = f"""
      <objectives><objective id="https://example.com/o1">{TITLE}</objective></objectives>
      <block id="https://example.com/b1">{TITLE}
        <au id="https://example.com/au/1" moveOn="CompletedAndPassed" masteryScore="0.9" launchMethod="OwnWindow"
            activityType="https://example.com/type">{TITLE}
          <objectives><objective idref="https://example.com/o1"/></objectives>
          <url><![CDATA[ index.html?a=1&b=2 ]]></url>
          <launchParameters> some text </launchParameters>
          <entitlementKey> key </entitlementKey>
        </au>
      </block>"""
    course = read(tmp_path, structure(au))
    assert (course.standard, course.identifier) == (Standard.CMI5, "https://example.com/course")
    assert (course.title, course.metadata.title_language) == ("Title", "en-US")
    assert course.metadata.languages == ("de", "en-US")
    (block,) = course.root.children
    (unit,) = block.children
    assert (block.kind, unit.kind, unit.href) == ("AGGREGATION", "SCO", "index.html?a=1&b=2")
    detail = unit.detail.cmi5
    assert detail is not None
    assert (detail.move_on, str(detail.mastery_score), detail.launch_method) == (
        "CompletedAndPassed",
        "0.9",
        "OwnWindow",
    )
    assert (detail.activity_type, detail.launch_parameters, detail.entitlement_key) == (
        "https://example.com/type",
        "some text",
        "key",
    )
    assert detail.objectives == unit.objective_identifiers == ("https://example.com/o1",)
    assert course.warnings == ()


def test_a_course_a_block_and_a_unit_have_the_texts_of_every_language(tmp_path: Path) -> None:
    texts = f'{TITLE}<description><langstring lang="de">Lang</langstring><langstring lang="en">Long</langstring></description>'
    au = f'<au id="https://example.com/au/1">{texts}<url>index.html</url></au>'
    course = f'<course id="https://example.com/course">{texts}</course>'
    read_course = read(tmp_path, structure(f'<block id="https://example.com/b1">{texts}{au}</block>', course))
    (block,) = read_course.root.children
    for activity in (block, block.children[0]):
        detail = activity.detail.cmi5
        assert detail is not None
        assert [(text.language, text.text) for text in detail.titles] == [("de", "Titel"), ("en-US", "Title")]
        assert [(text.language, text.text) for text in detail.descriptions] == [("de", "Lang"), ("en", "Long")]
    assert read_course.metadata.description == "Long"


def test_the_defaults_are_the_specifications(tmp_path: Path) -> None:
    detail = read(tmp_path, structure(AU)).root.children[0].detail.cmi5
    assert detail is not None
    assert (detail.move_on, detail.launch_method, detail.mastery_score) == ("NotApplicable", "AnyWindow", None)


def test_what_the_schema_would_mind_warns(tmp_path: Path) -> None:
    au = (
        '<au id="urn:x:1" moveOn="Sometimes" masteryScore="2"><url>index.html</url>'
        '<objectives><objective idref="urn:x:9"/></objectives></au><block id="urn:x:2"/>'
    )
    warnings = read(tmp_path, structure(au).replace(NAMESPACE, "")).warnings
    assert len(warnings) == 7
    for words in (
        "not in the namespace",
        'moveon of the unit "urn:x:1"',
        'masteryscore of the unit "urn:x:1"',
        '"urn:x:1" has no title',
        'the objective "urn:x:9", which does not exist',
        '"urn:x:2" has no title',
        '"urn:x:2" is empty',
    ):
        assert any(words in warning for warning in warnings), words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (structure(""), "no assignable unit"),
        (structure(AU, course=""), "no <course>"),
        (structure(AU, course="<course/>"), "has no id"),
        (structure(AU, course='<course id="no iri"/>'), "is not an IRI"),
        (structure(AU.replace("https://example.com/au/1", "au1")), 'The id "au1" of the au in line 1'),
        (structure(AU + AU), "is used twice"),
        (structure('<block id="urn:b"/><block id="urn:b"/>' + AU), 'The id "urn:b" of the block or au in line 1'),
        (
            structure('<objectives><objective id="urn:o"/><objective id="urn:o"/></objectives>' + AU),
            'The id "urn:o" of the objective',
        ),
        (structure('<objectives><objective id="o"/></objectives>' + AU), 'The id "o" of the objective'),
        (structure('<block id="b"/>' + AU), 'The id "b" of the block'),
        (structure(AU.replace("index.html", "gone.html")), "not in the archive"),
        (structure(AU.replace("index.html", "../x.html")), "not in the archive"),
        (structure(AU.replace("index.html", "")), "has no url"),
        (structure(AU.replace("index.html", "100%.html")), "is no address (xs:anyURI)"),
        (structure(AU.replace("index.html", "index.html#a#b")), "is no address (xs:anyURI)"),
        (structure(AU.replace("index.html", "https://[content")), "is no address (xs:anyURI)"),
        (structure(AU.replace("index.html", "1:2")), "is no address (xs:anyURI)"),
        (structure(AU, course='<course id="https://example.com/100%"/>'), "is not an IRI"),
        (structure(AU.replace("index.html", "file:///etc/passwd")), "neither absolute (http, https) nor relative"),
        (structure(AU.replace("index.html", "//example.com/a")), "neither absolute (http, https) nor relative"),
        (structure(AU.replace("index.html", "javascript:alert(1)")), "neither absolute"),
        (structure(AU.replace("index.html", "http://[::1")), "is no address (xs:anyURI)"),
        *(
            (structure(AU.replace("index.html", f"index.html?{query}")), f'a parameter "{query.partition("=")[0]}"')
            for query in ("endpoint=1", "fetch=1", "actor=1", "registration=1", "activityId=1", "fetch=")
        ),
        ("<courseStructure>", "cmi5.xml, line 1"),
        ("<manifest/>", "the root element is <manifest>, not <courseStructure>"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><courseStructure>&b;</courseStructure>', "DOCTYPE"),
    ],
)
def test_a_broken_structure_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(PackageRefused) as caught:
        read(tmp_path, text)
    assert reason in caught.value.reason


def test_blocks_nested_without_end_are_refused(tmp_path: Path) -> None:
    deep = "".join(f'<block id="urn:b:{number}">' for number in range(120)) + AU + "</block>" * 120
    with pytest.raises(PackageRefused, match="nested more than 100 deep"):
        read(tmp_path, structure(deep))


def test_an_absolute_url_needs_no_file(tmp_path: Path) -> None:
    course = read(tmp_path, structure(AU.replace("index.html", "https://example.com/au?x=1")))
    assert course.launch_path == "https://example.com/au?x=1"


def test_a_bare_structure_must_have_absolute_urls(tmp_path: Path) -> None:
    file = tmp_path / "cmi5.xml"
    file.write_text(structure(AU.replace("index.html", "https://example.com/au")))
    course = import_bare_cmi5(file, tmp_path / "course")
    assert (course.standard, course.launch_path) == (Standard.CMI5, "https://example.com/au")
    assert (tmp_path / "course" / course.manifest_path).read_bytes() == file.read_bytes()
    file.write_text(structure(AU))
    with pytest.raises(PackageRefused, match="no archive to find it in"):
        import_bare_cmi5(file, tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_course_and_its_unit_may_share_an_id_with_a_warning(tmp_path: Path) -> None:
    course = read(tmp_path, structure(AU.replace("https://example.com/au/1", "https://example.com/course")))
    identifiers = [activity.identifier for activity in course.activities()]
    assert identifiers == ["https://example.com/course#course", "https://example.com/course"]
    assert "have the same id" in course.warnings[0]
