"""What docs/lrs.md tells one to paste works, as it stands there."""

import re
from pathlib import Path

from tests.docs.pages import pasted


def test_the_block_stores_a_statement_and_finds_it(tmp_path: Path) -> None:
    _, shown = pasted("docs/lrs.md", tmp_path)
    assert re.match(r'\["[0-9a-f-]{36}"\]', shown)
    assert '"https://example.com/tides"' in shown
