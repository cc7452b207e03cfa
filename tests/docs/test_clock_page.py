"""What docs/clock.md tells to paste works, as it stands there."""

from pathlib import Path

from tests.docs.pages import pasted


def test_the_clock_goes_from_event_to_event_as_the_page_says(tmp_path: Path) -> None:
    _, shown = pasted("docs/clock.md", tmp_path)
    assert '"now":"2030-01-02T01:00:00Z","held":true' in shown
    assert '"kind":"job","what":"scormcloud.' in shown
    assert '"reached":{' in shown
    assert '"held":false,"scale":3600.0' in shown
    assert '{"error"' not in shown
