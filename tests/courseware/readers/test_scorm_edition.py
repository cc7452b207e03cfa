import pytest

from emulator.courseware.package.package import Standard
from emulator.courseware.package.xml import parse_xml
from emulator.courseware.readers.scorm.scorm_edition import tell_standard
from tests.courseware.building import NAMESPACES_12, NAMESPACES_2004, manifest, organization


def tell(version: str | None, namespaces: str, items: str = "") -> tuple[Standard, list[str]]:
    warnings: list[str] = []
    text = manifest(organization(items), version=version, namespaces=namespaces)
    return tell_standard(parse_xml(text.encode()), warnings), warnings


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.1", Standard.SCORM_11),
        ("1.2", Standard.SCORM_12),
        ("CAM 1.3", Standard.SCORM_2004_2ND_EDITION),
        ("2004 3rd Edition", Standard.SCORM_2004_3RD_EDITION),
        ("2004 4th Edition", Standard.SCORM_2004_4TH_EDITION),
        (" 2004  3RD edition\n", Standard.SCORM_2004_3RD_EDITION),
    ],
)
def test_the_schemaversion_tells_the_edition(version: str, expected: Standard) -> None:
    assert tell(version, NAMESPACES_2004) == (expected, [])


@pytest.mark.parametrize("version", [None, "9.9"])
@pytest.mark.parametrize(
    ("namespaces", "items", "expected"),
    [
        (NAMESPACES_12, "", Standard.SCORM_12),
        (NAMESPACES_2004, "", Standard.SCORM_2004_3RD_EDITION),
        (NAMESPACES_2004, "<adlcp:data/>", Standard.SCORM_2004_4TH_EDITION),
        (NAMESPACES_2004, "<adlseq:objectives/>", Standard.SCORM_2004_4TH_EDITION),
        ('xmlns:adlcp="x"', "", Standard.SCORM_12),
    ],
)
def test_without_a_known_schemaversion_the_namespaces_tell_and_a_warning_says_so(
    version: str | None, namespaces: str, items: str, expected: Standard
) -> None:
    standard, warnings = tell(version, namespaces, items)
    assert standard == expected
    assert len(warnings) == 1
    assert str(expected) in warnings[0]
