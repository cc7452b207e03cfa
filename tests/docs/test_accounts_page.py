"""What docs/accounts.md tells to paste works, as it stands there."""

import re
import subprocess
from pathlib import Path

from tests.running import running

PAGE = (Path(__file__).parents[2] / "docs" / "accounts.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def test_two_accounts_share_one_base_url_as_the_page_says(tmp_path: Path) -> None:
    with running(tmp_path) as (root, _):
        code = "\n".join(BLOCKS).replace("http://127.0.0.1:8420", root)
        done = subprocess.run(["bash", "-eu", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert '"Name":"Tides"' in done.stdout
    assert '"courses":[]' in done.stdout
    assert '{"sandbox":"acme","vendor":"nexport","key":"acme.user"}' in done.stdout
    assert '"UserName":"jo@example.com"' in done.stdout
    assert "error" not in done.stdout
    assert "Detail" not in done.stdout
