import pytest

from emulator.courseware.package.names import lookup_key, normalised_name
from emulator.courseware.package.refused import PackageRefused


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a/b.html", "a/b.html"),
        ("a\\b\\c.html", "a/b/c.html"),
        ("./a//b/./c", "a/b/c"),
        ("folder/", "folder"),
        ("a..b/..c/d..", "a..b/..c/d.."),
        ("über uns.html", "über uns.html"),
    ],
)
def test_names_are_normalised(raw: str, expected: str) -> None:
    assert normalised_name(raw) == expected


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("../x", ".."),
        ("a/../../x", ".."),
        ("a/../x", ".."),
        ("..\\x", ".."),
        ("a\\..\\..\\x", ".."),
        ("/etc/passwd", "absolute"),
        ("\\windows\\x", "absolute"),
        ("\\\\server\\share", "absolute"),
        ("C:\\x.txt", "absolute"),
        ("c:x.txt", "absolute"),
        ("a\x00.html", "control"),
        ("a\nb", "control"),
        ("a\x7f", "control"),
        ("", "without a name"),
        ("x" * 256, "too long"),
        ("/".join(["é" * 100] * 6), "too long"),
        ("a/" * 101 + "b", "folders deep"),
    ],
)
def test_names_that_no_honest_tool_writes_are_refused(raw: str, word: str) -> None:
    with pytest.raises(PackageRefused) as caught:
        normalised_name(raw)
    assert word in caught.value.reason
    assert caught.value.reason.isprintable()


def test_names_are_alike_whatever_their_case_and_composition() -> None:
    assert lookup_key("Ü/IMSManifest.XML") == lookup_key("u\u0308/imsmanifest.xml")
    assert lookup_key("a") != lookup_key("b")
