"""`/docs` as it is sent; tests/browser/test_docs_page.py has it in a browser."""

import re
from pathlib import Path

import pytest

import hatch_build
from emulator.docs_page.page import FILES, is_built
from tests.world import World

needs_build = pytest.mark.skipif(not is_built(), reason="Swagger UI is not there: python hatch_build.py brings it in")


@needs_build
def test_the_page_names_four_documents_and_every_file_it_needs_is_served(world: World) -> None:
    page = world.client.get(f"{world.root}/docs")
    assert page.status_code == 200
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(addresses) == 4 + 3 + 3  # documents, scripts, and two style sheets with an icon
    for address in addresses:
        assert world.client.get(f"{world.root}/{address}").status_code == 200, address


@needs_build
def test_a_slash_at_the_end_leads_to_the_page_in_the_same_sandbox(world: World) -> None:
    assert str(world.client.get(f"{world.root}/docs/", follow_redirects=True).url) == f"{world.root}/docs"


def test_missing_files_are_said_to_be_missing_with_the_way_to_build_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emulator.docs_page.page.BUILT", ("not-there.js",))
    answer = world.client.get(f"{world.root}/docs")
    assert answer.status_code == 503
    assert "python hatch_build.py" in answer.text


def test_a_file_that_is_not_the_pages_is_a_404_in_json(world: World) -> None:
    for name in ("none.js", "..%2f..%2fpage.py", "swagger-ui-dist"):
        answer = world.client.get(f"{world.root}/docs/static/{name}")
        assert (answer.status_code, list(answer.json())) == (404, ["error"]), name


@needs_build
def test_the_build_brings_the_licences_along_and_does_nothing_the_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "_npm_ci", lambda *_: pytest.fail("it was there already"))
    hatch_build.bring_all_in(Path(hatch_build.__file__).parent)
    folder = FILES / "swagger-ui-dist"
    assert "Apache License" in (folder / "LICENSE").read_text()
    assert "SmartBear" in (folder / "NOTICE").read_text()
