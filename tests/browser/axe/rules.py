"""What axe-core finds in a page that a browser shows."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hatch_build import Package, bring_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

PLACE = Path(__file__).parent
AXE = Package("axe", "axe-core", "the accessibility checker", ("axe.min.js", "LICENSE"))
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
FOUND = """async runOnly => (await axe.run(document, { runOnly, resultTypes: ["violations"] })).violations
  .flatMap(each => each.nodes.map(node => `${each.id}: ${each.help}: ${node.html.slice(0, 200)}`))"""


def violations(page: "Page", *rules: str) -> list[str]:
    """The rules (those named, or all of WCAG AA) that the page breaks, each with the element."""
    page.evaluate(_source())
    found: list[str] = page.evaluate(FOUND, rules or WCAG)
    return found


@cache
def _source() -> str:
    bring_in(PLACE, AXE)
    return (PLACE / "static" / AXE.name / "axe.min.js").read_text("utf-8")
