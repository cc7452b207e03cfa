"""What docs/journal.md tells to paste works, as it stands there."""

import re
import subprocess
from pathlib import Path

from tests.running import running

PAGE = (Path(__file__).parents[2] / "docs" / "journal.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def test_the_journal_is_read_verified_and_waited_for_as_the_page_says(tmp_path: Path) -> None:
    with running(tmp_path / "data") as (root, _):
        code = "\n".join(BLOCKS).replace("http://127.0.0.1:8420", root)
        run = ["bash", "-eu", "-c", code]
        done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "the nearest is GET /users (get_users): the segment user is like users" in done.stdout
    assert f"curl '{root}/v1.svc/user?source=me'" in done.stdout
    assert '{"ok":true,"found":1,"reason":null,' in done.stdout
    assert '"reason":"0 of 1 entries fit (operation get_users, status 200), expected: at least 1"' in done.stdout
    assert '{"ok":false,"found":0,"deliveries":[]}' in done.stdout
    assert '{"ok":false,"found":0,"messages":[]}' in done.stdout
    assert '{"ok":false,"found":0,"jobs":[]}' in done.stdout
    assert "[lms-emulator: not an operation of litmos; the nearest is " in done.stdout
    assert '"error"' not in done.stdout
