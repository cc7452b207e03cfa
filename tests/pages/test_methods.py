"""What a page says to a method that it does not have."""

import pytest

from emulator.vendors import ENTRIES
from tests.world import World

PAGES = [path for entry in ENTRIES for path in entry.pages if path not in entry.for_courses]
LOOKED_AT = [
    "/launch/key",
    "/launch/key/message",
    "/launch/key/returned",
    "/launch/static/player.css",
    "/content/key/index.html",
]


@pytest.mark.parametrize("path", [*PAGES, *LOOKED_AT])
def test_a_page_that_is_only_looked_at_says_which_methods_it_takes(world: World, path: str) -> None:
    response = world.client.put(f"{world.root}{path}", content=b"x")
    assert response.status_code == 405
    assert response.headers["allow"] in ("GET, HEAD", "GET, HEAD, POST", "GET, POST", "POST")
    assert "PUT is not a method of this page" in response.text


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/launch/key/start", "POST"), ("/launch/key/media", "GET, HEAD, POST"), ("/launch/key/hacp", "GET, POST")],
)
def test_what_a_page_tells_the_player_has_its_own_methods(world: World, path: str, allowed: str) -> None:
    response = world.client.put(f"{world.root}{path}", content=b"x")
    assert (response.status_code, response.headers["allow"]) == (405, allowed)
