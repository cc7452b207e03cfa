"""What docs/deliveries.md tells to paste works, as it stands there."""

import re
import subprocess
from pathlib import Path

from tests.running import running

PAGE = (Path(__file__).parents[2] / "docs" / "deliveries.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def test_a_postback_goes_to_the_sink_as_the_page_says(tmp_path: Path) -> None:
    with running(tmp_path) as (root, _):
        code = "\n".join(BLOCKS).replace("http://127.0.0.1:8420", root)
        done = subprocess.run(["bash", "-eu", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert '"state":"GivenUp"' in done.stdout, "a test is posted once"
    assert '"status":503' in done.stdout, "by the fault"
    assert '"count":1' in done.stdout
    assert '"error":"injected by fault 1"' in done.stdout
    assert '{"error"' not in done.stdout
