"""What docs/seed.md tells to paste works, as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx

from tests.running import running

PAGE = (Path(__file__).parents[2] / "docs" / "seed.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def test_what_the_page_tells_to_paste_makes_what_it_describes(tmp_path: Path, client: httpx.Client) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    with running(tmp_path / "data") as (root, _):
        code = "\n".join(BLOCKS).replace("http://127.0.0.1:8420", root)
        done = subprocess.run(
            ["bash", "-eu", "-c", code],
            cwd=tmp_path,
            env={**environment, "EMULATOR_URL": root},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        query, headers = {"source": "t", "format": "json"}, {"apikey": "litmos-account-owner"}
        users = client.get(f"{root}/v1.svc/users", params=query, headers=headers).json()
    assert '"Name":"Fire safety"' in done.stdout
    assert '"IsLearningPath":true' in done.stdout
    assert {"eve@example.com", "lee@example.com"} <= {user["UserName"] for user in users}
