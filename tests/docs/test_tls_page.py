"""docs/tls.md: its examples run as they stand."""

from pathlib import Path

from emulator.vendors import ENTRIES
from tests.docs.pages import ROOT, blocks_of, run_in_bash

PAGE = (ROOT / "docs" / "tls.md").read_text()


def test_code_with_https_or_a_fixed_host_name_comes_here_as_the_page_says(tmp_path: Path) -> None:
    for block, words in zip(blocks_of("docs/tls.md"), (["API is up."], ["API is up.", "<Users"]), strict=True):
        folder = tmp_path / words[-1].strip("<")
        folder.mkdir()
        shown = run_in_bash(f"set -o pipefail; trap 'kill %1 || true' EXIT; {block}", folder)
        assert all(each in shown for each in words)


def test_the_page_has_every_host_name_of_the_vendors() -> None:
    assert [host for entry in ENTRIES for host in entry.hosts if f"`{host}`" not in PAGE] == []
