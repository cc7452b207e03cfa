"""What docs/seed.md and docs/worlds.md tell to paste works, as it stands there."""

from pathlib import Path

import httpx

from tests.docs.pages import pasted, pasted_at
from tests.running import running


def test_what_the_page_on_seeds_tells_to_paste_makes_what_it_describes(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path / "data") as (root, _):
        shown = pasted_at(root, "docs/seed.md", tmp_path)
        query, headers = {"source": "t", "format": "json"}, {"apikey": "litmos-account-owner"}
        users = client.get(f"{root}/~seeded/v1.svc/users", params=query, headers=headers).json()
    assert '"Name":"Fire safety"' in shown
    assert '"IsLearningPath":true' in shown
    assert {"eve@example.com", "lee@example.com"} <= {user["UserName"] for user in users}


def test_worlds_are_forked_and_exported_as_the_page_says(tmp_path: Path) -> None:
    _, shown = pasted("docs/worlds.md", tmp_path)
    assert "sandbox prepared is in world\n" in shown
    assert "created litmos course" in shown
    assert "it owns clean-key of litmos" in shown
    assert (tmp_path / "world" / "world.json").read_text().count("p1@example.com") >= 1
