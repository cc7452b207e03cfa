"""What docs/seed.md tells to paste works, as it stands there."""

from pathlib import Path

import httpx

from tests.docs.pages import pasted_at
from tests.running import running


def test_what_the_page_tells_to_paste_makes_what_it_describes(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path / "data") as (root, _):
        shown = pasted_at(root, "docs/seed.md", tmp_path)
        query, headers = {"source": "t", "format": "json"}, {"apikey": "litmos-account-owner"}
        users = client.get(f"{root}/v1.svc/users", params=query, headers=headers).json()
    assert '"Name":"Fire safety"' in shown
    assert '"IsLearningPath":true' in shown
    assert {"eve@example.com", "lee@example.com"} <= {user["UserName"] for user in users}
