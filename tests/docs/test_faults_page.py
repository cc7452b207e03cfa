"""What docs/faults.md tells to paste works, as it stands there."""

import re
from pathlib import Path

from emulator.faults.effect import CallEffect
from emulator.faults.rule import CallMatch, DeliveryMatch, JobMatch, When
from tests.docs.pages import ROOT, pasted

PAGE = (ROOT / "docs" / "faults.md").read_text()


def test_the_cookbook_does_what_it_says(tmp_path: Path) -> None:
    _, shown = pasted("docs/faults.md", tmp_path)
    assert '{"Detail":"Down for maintenance"}' in shown
    assert "curl: 52" in shown, "the answer is empty"
    assert '"UserName":"jo@example.com"' in shown
    assert "Bad Gateway" in shown
    assert "curl: 18" in shown, "the transfer ended early"
    assert "'getCorse' is not an operation; the nearest is 'getCourse'" in shown
    assert "Rating Limit Exceeded" in shown
    assert '{"vendor":"scormcloud","what":"tokens","expired":1}' in shown
    refused = re.findall(r'"error":"([^"]*)"', shown)
    assert len(refused) == 2, refused


def test_the_page_has_every_member_of_a_rule() -> None:
    for part in (CallMatch, JobMatch, DeliveryMatch, When, CallEffect):
        missing = [name for name in part.model_fields if not re.search(rf'[`"]{name}[`"]', PAGE)]
        assert not missing, f"{part.__name__}: {missing}"
