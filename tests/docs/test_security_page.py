"""What docs/security.md tells to paste works, as it stands there."""

from pathlib import Path

from tests.docs.pages import blocks_of, run_in_bash
from tests.running import running

TOKEN = "a-token-of-this-test"


def test_the_token_lets_in_and_nothing_else_does_as_the_page_says(tmp_path: Path) -> None:
    (block,) = blocks_of("docs/security.md")
    with running(tmp_path / "data", control_token=TOKEN) as (root, _):
        code = block.replace("http://127.0.0.1:8420", root)
        shown = run_in_bash(code, tmp_path, {"EMULATOR_URL": root, "EMULATOR_CONTROL_TOKEN": TOKEN})
    assert '"entries":[' in shown
    assert shown.count('"error"') == 1
    assert "EMULATOR_CONTROL_TOKEN" in shown.partition('"error"')[2]
