"""What docs/cli.md tells to paste works, as it stands there."""

from pathlib import Path

from emulator.cli.program import GROUPS, JUDGING, SINGLE
from tests.docs.pages import ROOT, blocks_of, run_in_bash

PAGE = (ROOT / "docs" / "cli.md").read_text()


def test_the_script_of_the_page_runs_and_finds_nothing_wrong(tmp_path: Path) -> None:
    (block,) = blocks_of("docs/cli.md")
    shown = run_in_bash(f"set -o pipefail; trap 'kill %1 || true' EXIT; {block}", tmp_path)
    for words in ("2030-01-01T00:00:00Z, held", "sandbox two is a copy of one", "happened 0 of 0", "/~two/api/v2"):
        assert words in shown


def test_the_page_has_every_command() -> None:
    for name in (*SINGLE, *JUDGING, *GROUPS):
        assert f"### `lms-emulator {name}" in PAGE
