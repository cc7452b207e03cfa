from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.courseware.package.archive import Archive, ArchiveLimits
from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.href import find_file, is_external, join, launch_url, with_parameters
from emulator.courseware.package.refused import PackageRefused
from tests.courseware.building import zip_entries

NAMES = ["index.html", "a/Page.html", "mit leerzeichen/über.html", "literal%20name.html", "a&b.html"]


@pytest.fixture
def content(tmp_path: Path) -> Iterator[PackageContent]:
    path = zip_entries(tmp_path / "a.zip", [(name, b"x") for name in NAMES])
    with Archive(path, ArchiveLimits()) as archive:
        yield PackageContent(archive, "", "index.html")


@pytest.mark.parametrize(
    ("bases", "reference", "expected"),
    [
        ((), "index.html", "index.html"),
        (("content/",), "index.html", "content/index.html"),
        (("content/", "lesson/", "one/"), "x.html?a=b#c", "content/lesson/one/x.html?a=b#c"),
        (("content/",), "../index.html", "index.html"),
        (("content\\",), "sub\\x.html?path=a\\b", "content/sub/x.html?path=a\\b"),
        (("content/",), "https://example.org/x", "https://example.org/x"),
        (("https://example.org/base/",), "x.html", "https://example.org/base/x.html"),
        ((" content/ ",), " x.html ", "content/x.html"),
    ],
)
def test_bases_are_applied_outermost_first(bases: tuple[str, ...], reference: str, expected: str) -> None:
    assert join(bases, reference) == expected


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(PackageRefused, match="not one"):
        join(("http://[",), "x.html")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("index.html", "index.html"),
        ("/index.html", "index.html"),
        ("./a/../index.html?x=1#y", "index.html?x=1#y"),
        ("A/page.HTML", "a/Page.html"),
        ("mit leerzeichen/über.html", "mit%20leerzeichen/%C3%BCber.html"),
        ("mit%20leerzeichen/%C3%BCber.html?q=a%20b c", "mit%20leerzeichen/%C3%BCber.html?q=a%20b%20c"),
        ("literal%20name.html", "literal%2520name.html"),
        ("a&b.html", "a&b.html"),
        ("https://example.org/x.html", "https://example.org/x.html"),
    ],
)
def test_a_launch_address_is_spelled_as_the_archive_spells_it(content: PackageContent, url: str, expected: str) -> None:
    assert launch_url(content, url) == expected


@pytest.mark.parametrize("url", ["nothing.html", "../index.html", "..", "a", "?x=1", "%2e%2e/index.html"])
def test_a_launch_address_without_a_file_is_refused(content: PackageContent, url: str) -> None:
    with pytest.raises(PackageRefused, match="not in the archive"):
        launch_url(content, url)
    assert find_file(content, url) is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_launch_address_of_another_kind_is_refused(content: PackageContent, url: str) -> None:
    with pytest.raises(PackageRefused, match="not a file of the package"):
        launch_url(content, url)


def test_files_are_not_looked_for_under_addresses_of_web_servers(content: PackageContent) -> None:
    assert find_file(content, "https://example.org/index.html") is None
    assert find_file(content, "//example.org/index.html") is None


def test_addresses_on_web_servers_are_external() -> None:
    assert [is_external(url) for url in ("HTTPS://x/", "//x/y", "x/y", "/x")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("url", "parameters", "expected"),
    [
        ("a.html", None, "a.html"),
        ("a.html", " ", "a.html"),
        ("a.html", "?", "a.html"),
        ("a.html", "x=1", "a.html?x=1"),
        ("a.html", "?x=1", "a.html?x=1"),
        ("a.html", "&x=1", "a.html?x=1"),
        ("a.html?y=2", "?x=1", "a.html?y=2&x=1"),
        ("a.html?", "x=1", "a.html?x=1"),
        ("a.html?y=2&", "x=1", "a.html?y=2&x=1"),
        ("a.html#top", "x=1", "a.html?x=1#top"),
        ("a.html", "#top", "a.html#top"),
        ("a.html", "?x=1#two", "a.html?x=1#two"),
        ("a.html#one", "#two", "a.html#one"),
        ("a.html", "x=a b&y=é", "a.html?x=a%20b&y=%C3%A9"),
        ("a.html", "x=a%20b", "a.html?x=a%20b"),
    ],
)
def test_parameters_are_appended_minding_query_and_fragment(url: str, parameters: str | None, expected: str) -> None:
    assert with_parameters(url, parameters) == expected
