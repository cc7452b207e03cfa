"""What docs/lrs.md tells one to paste works, as it stands there."""

import re
import subprocess
from pathlib import Path

from tests.running import running

TEXT = (Path(__file__).parents[2] / "docs" / "lrs.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", TEXT, re.DOTALL)


def test_the_block_stores_a_statement_and_finds_it(tmp_path: Path) -> None:
    (text,) = BLOCKS
    with running(tmp_path) as (root, _):
        command = ["bash", "-eu", "-c", text.replace("http://127.0.0.1:8420", root)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert re.match(r'\["[0-9a-f-]{36}"\]', done.stdout)
    assert '"https://example.com/tides"' in done.stdout
