"""What docs/deliveries.md tells to paste works, as it stands there."""

from pathlib import Path

from tests.docs.pages import pasted


def test_a_postback_goes_to_the_sink_as_the_page_says(tmp_path: Path) -> None:
    _, shown = pasted("docs/deliveries.md", tmp_path)
    assert '"state":"GivenUp"' in shown, "a test is posted once"
    assert '"status":503' in shown, "by the fault"
    assert '"count":1' in shown
    assert '"error":"injected by fault 1"' in shown
    assert '{"error"' not in shown
