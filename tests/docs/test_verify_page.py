"""What docs/verify.md tells to try works, as it stands there."""

from pathlib import Path

from tests.docs.pages import pasted


def test_the_script_of_the_page_runs_and_finds_that_both_agree(tmp_path: Path) -> None:
    _, shown = pasted("docs/verify.md", tmp_path)
    assert shown.count("places agree") == 2
    assert "litmos.yaml has" in shown
