"""docs/tls.md: its examples run as they stand."""

from pathlib import Path

from emulator.vendors import ENTRIES
from tests.docs.pages import ROOT, blocks_of, run_in_bash

PAGE = (ROOT / "docs" / "tls.md").read_text()


def test_code_with_https_or_a_fixed_host_name_comes_here_as_the_page_says(tmp_path: Path) -> None:
    https, proxy = blocks_of("docs/tls.md")
    assert "API is up." in run_in_bash(f"set -o pipefail; trap 'kill %1 || true' EXIT; {https}", tmp_path)
    shown = run_in_bash(f"set -o pipefail; trap 'kill %1 || true' EXIT; {proxy}", tmp_path)
    assert all(words in shown for words in ("API is up.", "<Users"))


def test_the_page_has_every_host_name_of_the_vendors() -> None:
    assert [host for entry in ENTRIES for host in entry.hosts if f"`{host}`" not in PAGE] == []
