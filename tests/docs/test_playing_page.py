"""What docs/playing.md and docs/settings.md tell to paste works, as it stands there."""

from pathlib import Path

from tests.docs.pages import pasted_at
from tests.running import running


def test_a_course_is_played_and_a_setting_changed_as_the_pages_say(tmp_path: Path) -> None:
    with running(tmp_path / "data") as (root, _):
        played = pasted_at(root, "docs/playing.md", tmp_path)
        changed = pasted_at(root, "docs/settings.md", tmp_path)
    assert '"status":"passed"' in played
    assert '"registrationSuccess":"PASSED"' in played
    assert '"link":"http' in played
    assert '"error"' not in played
    assert '"job_mode":"instant"' in changed
