"""What docs/clock.md tells to paste works, as it stands there."""

import re
import subprocess
from pathlib import Path

from emulator.courseware.samples import build_sample
from tests.running import running

PAGE = (Path(__file__).parents[2] / "docs" / "clock.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def test_the_clock_goes_from_event_to_event_as_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "tides.zip").write_bytes(build_sample("scorm12-minimal.zip"))
    with running(tmp_path / "data") as (root, _):
        code = "\n".join(BLOCKS).replace("http://127.0.0.1:8420", root)
        done = subprocess.run(
            ["bash", "-eu", "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 0, done.stderr
    assert '"now":"2030-01-02T01:00:00Z","held":true' in done.stdout
    assert '"kind":"job","what":"scormcloud.' in done.stdout
    assert '"reached":{' in done.stdout
    assert '"held":false,"scale":3600.0' in done.stdout
    assert '{"error"' not in done.stdout
