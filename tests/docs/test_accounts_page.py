"""What docs/accounts.md tells to paste works, as it stands there."""

from pathlib import Path

from tests.docs.pages import pasted


def test_two_accounts_share_one_base_url_as_the_page_says(tmp_path: Path) -> None:
    _, shown = pasted("docs/accounts.md", tmp_path)
    assert '"Name":"Tides"' in shown
    assert '"courses":[]' in shown
    assert '{"sandbox":"acme","vendor":"nexport","key":"acme.user"}' in shown
    assert '"UserName":"jo@example.com"' in shown
    assert "error" not in shown
    assert "Detail" not in shown
