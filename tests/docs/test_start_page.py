"""What docs/start.md tells to paste works, as it stands there."""

from pathlib import Path

from tests.docs.pages import pasted


def test_a_course_goes_in_and_a_learner_passes_it(tmp_path: Path) -> None:
    _, shown = pasted("docs/start.md", tmp_path)
    assert '"status":"COMPLETE"' in shown
    assert '"registrationSuccess":"PASSED"' in shown
    assert "/api/v2/registrations/start" in shown
    assert '"error"' not in shown
