"""What docs/seed.md tells to paste works, as it stands there."""

import re
import subprocess
from pathlib import Path

from tests.running import running

PAGE = (Path(__file__).parents[2] / "docs" / "seed.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def test_the_world_that_the_page_describes_for_litmos_is_there_after_the_call(tmp_path: Path) -> None:
    (block,) = BLOCKS
    with running(tmp_path) as (root, _):
        code = block.replace("http://127.0.0.1:8420", root)
        done = subprocess.run(["bash", "-eu", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert '"Name":"Fire safety"' in done.stdout
    assert '"IsLearningPath":true' in done.stdout
