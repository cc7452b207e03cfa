"""What docs/journal.md tells to paste works, as it stands there."""

from pathlib import Path

from tests.docs.pages import pasted


def test_the_journal_is_read_verified_and_waited_for_as_the_page_says(tmp_path: Path) -> None:
    root, shown = pasted("docs/journal.md", tmp_path)
    assert "the nearest is GET /users (get_users): the segment user is like users" in shown
    assert f"curl '{root}/~journal/v1.svc/user?source=me'" in shown
    assert '{"ok":true,"found":2,"reason":null,' in shown, "the call and its replay"
    assert '"reason":"0 of 2 entries fit (operation get_users, status 200), expected: at least 1"' in shown
    assert '{"ok":false,"found":0,"deliveries":[]}' in shown
    assert '{"ok":false,"found":0,"messages":[]}' in shown
    assert '{"ok":false,"found":0,"jobs":[]}' in shown
    assert "[lms-emulator: not an operation of litmos; the nearest is " in shown
    assert '"error"' not in shown
