"""What docs/faults.md tells to paste works, as it stands there."""

import re
import subprocess
from pathlib import Path

from emulator.faults.effect import CallEffect
from emulator.faults.rule import CallMatch, DeliveryMatch, JobMatch, When
from tests.running import running

PAGE = (Path(__file__).parents[2] / "docs" / "faults.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def test_the_cookbook_does_what_it_says(tmp_path: Path) -> None:
    with running(tmp_path) as (root, _):
        code = "\n".join(BLOCKS).replace("http://127.0.0.1:8420", root)
        done = subprocess.run(["bash", "-eu", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert '{"Detail":"Down for maintenance"}' in done.stdout
    assert "curl: 52" in done.stdout, "the answer is empty"
    assert '"UserName":"jo@example.com"' in done.stdout
    assert "Bad Gateway" in done.stdout
    assert "curl: 18" in done.stdout, "the transfer ended early"
    assert "'getCorse' is not an operation; the nearest is 'getCourse'" in done.stdout
    assert "Rating Limit Exceeded" in done.stdout
    assert '{"vendor":"scormcloud","what":"tokens","expired":1}' in done.stdout
    refused = re.findall(r'"error":"([^"]*)"', done.stdout)
    assert len(refused) == 2, refused


def test_the_page_has_every_member_of_a_rule() -> None:
    for part in (CallMatch, JobMatch, DeliveryMatch, When, CallEffect):
        missing = [name for name in part.model_fields if not re.search(rf'[`"]{name}[`"]', PAGE)]
        assert not missing, f"{part.__name__}: {missing}"
