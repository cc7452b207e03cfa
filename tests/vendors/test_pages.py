"""The pages that vendors serve outside their APIs."""

import pytest

from emulator.vendors import ENTRIES, Entry, load_vendor, page_at
from tests.refusals import text_refusal
from tests.world import World


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_vendor_serves_the_pages_that_the_table_says(entry: Entry) -> None:
    assert set(load_vendor(entry.name).pages) == set(entry.pages)


def test_a_page_is_found_at_its_path_and_below_and_nowhere_else() -> None:
    entry = next(entry for entry in ENTRIES if entry.pages)
    base = entry.pages[0]
    assert page_at(base) == page_at(f"{base}/a/b") == (entry, base)
    assert page_at(f"{base}s") is None
    assert page_at("/") is None


def test_a_page_in_a_sandbox_that_cannot_be_named_so_answers_404(world: World) -> None:
    base = next(entry.pages[0] for entry in ENTRIES if entry.pages)
    assert (
        text_refusal(world.client.get(f"{world.host}/~bad.name!{base}/x"), 404)
        == "'bad.name!' cannot be a sandbox: use up to 64 letters, digits, dots, hyphens or underscores"
    )
