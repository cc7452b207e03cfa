"""What docs/clock.md tells to paste works, as it stands there."""

from pathlib import Path

from emulator.courseware.samples import build_sample
from tests.docs.pages import pasted


def test_the_clock_goes_from_event_to_event_as_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "tides.zip").write_bytes(build_sample("scorm12-minimal.zip"))
    _, shown = pasted("docs/clock.md", tmp_path)
    assert '"now":"2030-01-02T01:00:00Z","held":true' in shown
    assert '"kind":"job","what":"scormcloud.' in shown
    assert '"reached":{' in shown
    assert '"held":false,"scale":3600.0' in shown
    assert '{"error"' not in shown
