"""What docs/cli.md tells to paste works, as it stands there."""

import re
import subprocess
from pathlib import Path

from emulator.cli.program import GROUPS, SINGLE
from tests.docs.test_readme import SURROUNDINGS

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text()


def test_the_script_of_the_page_runs_and_finds_nothing_wrong(tmp_path: Path) -> None:
    (block,) = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)
    command = ["bash", "-eu", "-o", "pipefail", "-c", f"trap 'kill %1 || true' EXIT; {block}"]
    done = subprocess.run(
        command, cwd=tmp_path, env=SURROUNDINGS, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for words in ("2030-01-01T00:00:00Z, held", "sandbox two is a copy of one", "happened 0 of 0", "/~two/api/v2"):
        assert words in done.stdout


def test_the_page_has_every_command() -> None:
    for name in (*(command.__name__ for command in SINGLE), *GROUPS):
        assert f"### `lms-emulator {name}" in PAGE
