"""The journal as pages: what one searches for, what one sees of an entry, and what nobody sees."""

import re

import httpx
import pytest

from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

ROW = re.compile(r'<tr data-number="(\d+)">')
HOSTILE = "<script>alert(1)</script>"


def page(world: World, path: str = "journal", **query: str) -> str:
    answer = world.client.get(f"{world.root}/_emulator/console/{path}", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return answer.text


def numbers(text: str) -> list[int]:
    return [int(number) for number in ROW.findall(text)]


@pytest.fixture
def called(world: World) -> World:
    """A world with five entries: two lists, a user that does not exist, no operation, no credentials."""
    litmos = LitmosClient(world)
    litmos.call("GET", "/users")
    litmos.call("GET", "/courses")
    litmos.call("GET", "/users/nobody")
    litmos.call("GET", "/nothing-here")
    world.client.get(f"{world.scormcloud}/courses")
    return world


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", [5, 4, 3, 2, 1]),
        ("vendor:litmos", [4, 3, 2, 1]),
        ("vendor:litmos status:4xx", [4, 3]),
        ("status:404 /users", [3]),
        ("status:401", [5]),
        ("/USERS", [3, 1]),
        ("operation:get_courses", [2]),
        ("matched:no", [4]),
        ("method:post", []),
        ('"not an operation"', [4]),
        ("body:nothing-of-this", []),
    ],
)
def test_a_search_line_finds_what_has_all_of_its_words(called: World, line: str, found: list[int]) -> None:
    assert numbers(page(called, q=line)) == found
    assert numbers(page(called, "journal/rows", q=line)) == found


def test_a_word_of_the_search_line_that_means_nothing_is_named(called: World) -> None:
    text = page(called, q="status:many matched:perhaps vendor:litmos")
    assert numbers(text) == [4, 3, 2, 1]
    assert "a status is 404 or 4xx" in text
    assert "matched is yes or no" in text


def test_rows_that_came_since_and_older_ones_are_asked_for_by_number(world: World) -> None:
    litmos = LitmosClient(world)
    for _ in range(130):
        litmos.call("GET", "/courses")
    first = world.client.get(f"{world.root}/_emulator/console/journal/rows")
    assert (len(numbers(first.text)), first.headers["x-more"], first.headers["x-newest"]) == (100, "1", "130")
    older = world.client.get(f"{world.root}/_emulator/console/journal/rows", params={"before": "31"})
    assert (numbers(older.text), older.headers["x-more"]) == (list(range(30, 0, -1)), "0")
    litmos.call("GET", "/users")
    newer = world.client.get(f"{world.root}/_emulator/console/journal/rows", params={"after": "130"})
    assert numbers(newer.text) == [131]


def test_an_entry_shows_the_explanation_before_the_bodies(called: World) -> None:
    text = page(called, "journal/4")
    assert text.index("not an operation of litmos") < text.index('id="request"') < text.index('id="response"')
    assert "matched nothing" in text


def test_an_entry_hides_the_secrets_that_the_journal_hides(called: World) -> None:
    called.client.get(f"{called.litmos}/users", params={"source": "me", "apikey": "a-secret-of-mine"})
    for path in ("journal", "journal/6"):
        assert "a-secret-of-mine" not in page(called, path)
    assert "(hidden)" in page(called, "journal/6")
    assert numbers(page(called, q="a-secret-of-mine")) == []


def test_what_a_caller_wrote_is_text_wherever_it_is_shown(world: World) -> None:
    LitmosClient(world).call("POST", "/courses", json={"Name": HOSTILE, "Active": "true"})
    world.client.get(f"{world.litmos}/courses/{HOSTILE}?source={HOSTILE}")
    for path in ("journal", "journal/1", "journal/2"):
        assert "<script>alert" not in page(world, path)
    assert "&lt;script&gt;alert" in page(world, "journal/1")
    assert "<script>alert" not in page(world, q=f'"{HOSTILE}"')


def test_an_entry_that_the_journal_has_not_is_a_page_that_says_so(world: World) -> None:
    answer = world.client.get(f"{world.root}/_emulator/console/journal/7")
    assert answer.status_code == 404
    assert "The journal has no entry 7" in answer.text


@pytest.mark.parametrize("path", ["", "_emulator/console/journal", "_emulator/console/actions"])
def test_a_page_takes_nothing_from_elsewhere_and_forbids_to(world: World, path: str) -> None:
    answer = world.client.get(f"{world.root}/{path}")
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.text)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_the_files_of_the_console_are_there(world: World) -> None:
    for name, kind in (("console.css", "text/css"), ("console.js", "javascript")):
        answer = world.client.get(f"{world.root}/_emulator/console/static/{name}")
        assert answer.status_code == httpx.codes.OK
        assert kind in answer.headers["content-type"]


def test_the_page_of_actions_shows_clock_sandboxes_and_settings(world: World) -> None:
    world.control("PUT", "clock", json={"now": "2030-01-01T00:00:00Z", "held": True})
    world.settings(job_mode="step")
    text = page(world, "actions")
    for words in (
        "2030-01-01 00:00:00",
        "held",
        f">{world.name}</a>",
        "job_mode",
        'value="&#34;step&#34;" selected',
        "changed",
    ):
        assert words in text


def test_what_was_perhaps_meant_is_told_once(world: World) -> None:
    world.seed({"litmos": {"users": [{"UserName": "ann@example.com", "FirstName": "Ann", "LastName": "Bee"}]}})
    LitmosClient(world).call("GET", "/users/ann@example.cm")
    why = page(world, "journal/1").partition('<section class="why"')[2].partition("</section>")[0]
    assert why.count("perhaps meant: user ann@example.com") == 1


def test_a_page_lists_its_own_sandbox_however_many_there_are(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    World(world.host, f"{world.name}-later", world.client).control("GET", "clock")
    monkeypatch.setattr("emulator.console.sandboxes.MOST", 1)
    assert f">{world.name}</a>" in page(world, "actions")


def test_an_entry_can_be_copied_as_a_command_and_as_an_assertion(called: World) -> None:
    text = page(called, "journal/3")
    for words in ("curl &#39;http", "Copy as a pytest assertion", "def test_"):
        assert words in text


def test_the_first_page_has_settings_for_programs_and_known_clients(world: World) -> None:
    text = world.client.get(f"{world.root}/").text
    for words in (".env", f"={world.litmos}", "rustici"):
        assert words in text


def test_snapshots_are_listed_with_a_way_back(world: World) -> None:
    world.control("POST", "snapshots", json={"name": "clean"})
    assert 'data-call="POST /_emulator/snapshots/clean/restore"' in page(world, "actions")
