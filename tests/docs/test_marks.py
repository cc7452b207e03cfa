"""Every example of the documentation is run, or says why not. CONTRIBUTING.md has a test of its own."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

PAGES = sorted(
    [
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / name / "README.md" for name in (".", "clients/javascript", "pytest-plugin")),
    ]
)
MARK = re.compile(r"<!-- (?:run|run: [\w ]+|read: [\w ]+|run by (?P<test>tests/\S+\.py)|not run: .+) -->")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_example_is_marked_with_how_it_is_run_or_why_not(page: Path) -> None:
    lines = page.read_text().splitlines()
    fences = [number for number, line in enumerate(lines) if line.lstrip().startswith("```")]
    for start in fences[::2]:
        mark = MARK.fullmatch(lines[start - 1].strip())
        assert mark is not None, f"{page.name}:{start + 1} has no mark"
        assert mark["test"] is None or page.name in (ROOT / mark["test"]).read_text()
