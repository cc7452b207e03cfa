"""What the player's page keeps until the emulator has confirmed it: its script by itself, in a real browser and an address of this test."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.browser import Learner, needs_browser
from tests.browser.test_page_scripts import SCRIPTS

pytestmark = needs_browser
ROOT = "http://outbox.test"
REFUSED = (400, 404, 405, 409, 410, 413)
START = """([message, kept]) => {
  window.heard = [];
  const failed = (error, message) => heard.push(["failed", error.status ?? null, message.name]);
  window.outbox = makeOutbox({ url: "/launch", kept }, { taken: (answer, message) => heard.push(["taken", 200, message.name]), failed });
}"""


class Emulator:
    """What answers the page: `statuses` by the name of a message, 200 where there is none, 0 for no answer at all."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.posts: list[tuple[str, dict[str, Any]]] = []
        self.statuses: dict[str, int] = {}
        self.keeps = True
        learner.context.route(f"{ROOT}/**", self._answer)

    def open(self, *, kept: bool = True) -> None:
        """Go to the page, as a new one of the same launch."""
        page = self.learner.page
        page.goto(f"{ROOT}/page")
        page.add_script_tag(path=SCRIPTS / "outbox.js")
        page.evaluate(START, [None, kept])

    def run(self, script: str) -> Any:
        """What the script comes to."""
        return self.learner.page.evaluate(script)

    def put(self, name: str, session: int = 1, **more: Any) -> None:
        """A commit with values."""
        message = {"name": name, "sco": "one", "session": session, "asked": False, "values": {"a": name}, **more}
        self.learner.page.evaluate('message => outbox.put("commit", message)', message)

    def stored(self) -> list[str]:
        """The names of the messages in the browser's storage."""
        text = self.run('localStorage.getItem("outbox /launch")')
        return [] if text is None else [entry["message"]["name"] for entry in json.loads(text)]

    def names(self) -> list[str]:
        """What was posted so far, and is not looked at any more."""
        names = [message["name"] for _, message in self.posts]
        self.posts.clear()
        return names

    def wait_for_a_post(self) -> None:
        """Wait until something has come that nobody waits for in the page, and for what may come twice."""
        for _ in range(300):
            self.learner.page.wait_for_timeout(100)
            if self.posts:
                return

    def heard(self) -> list[list[Any]]:
        """What the page was told so far."""
        found: list[list[Any]] = self.run("heard.splice(0)")
        return found

    def _answer(self, route: Any) -> None:
        if route.request.method == "GET":
            route.fulfill(body="<!doctype html>", content_type="text/html")
            return
        message = json.loads(route.request.post_data)
        self.posts.append((route.request.url, message))
        status = self.statuses.get(message["name"], 200)
        if status:
            route.fulfill(status=status, json={"kept": self.keeps} if status == 200 else {"error": "no"})
        else:
            route.abort()


@pytest.fixture
def emulator(learner: Learner) -> Iterator[Emulator]:
    """The page is open."""
    found = Emulator(learner)
    found.open()
    yield found
    assert learner.errors == []


FLUSHES = pytest.mark.parametrize("flush", ["outbox.flush()", "outbox.flushNow()"])


@FLUSHES
def test_a_newer_commit_of_a_run_takes_the_place_of_the_older_and_stays_asked_for(
    emulator: Emulator, flush: str
) -> None:
    emulator.put("old", asked=True)
    emulator.put("other run", session=2)
    emulator.put("new")
    assert emulator.run(flush) is True
    assert [(message["name"], message["asked"]) for _, message in emulator.posts] == [
        ("other run", False),
        ("new", True),
    ]
    assert emulator.posts[0][0] == f"{ROOT}/launch/commit"
    assert emulator.run("outbox.isEmpty") is True


@FLUSHES
def test_what_is_not_confirmed_is_what_another_page_sends_first_and_goes_once_it_is(
    emulator: Emulator, flush: str
) -> None:
    emulator.statuses = {"a": 0, "b": 503}
    emulator.put("a")
    emulator.put("b", session=2)
    assert emulator.run(flush) is False
    assert (emulator.names(), emulator.stored()) == (["a"], ["a", "b"])  # in order: the second waits for the first
    emulator.statuses = {"b": 503}
    assert emulator.run(flush) is False
    assert emulator.stored() == ["b"]
    emulator.open()
    emulator.names()
    assert emulator.run("outbox.isEmpty") is False
    emulator.statuses = {}
    assert emulator.run(flush) is True
    assert (emulator.names(), emulator.stored()) == (["b"], [])


@FLUSHES
def test_what_is_refused_for_good_is_said_and_holds_up_nothing(emulator: Emulator, flush: str) -> None:
    emulator.statuses = {str(status): status for status in REFUSED}
    for session, status in enumerate(REFUSED):
        emulator.put(str(status), session=session)
    emulator.put("last", session=100)
    assert emulator.run(flush) is False
    assert emulator.heard() == [*(["failed", status, str(status)] for status in REFUSED), ["taken", 200, "last"]]
    assert (emulator.run("outbox.isEmpty"), emulator.stored()) == (True, [])


def test_where_nothing_is_kept_nothing_waits(emulator: Emulator) -> None:
    emulator.open(kept=False)
    emulator.statuses = {"a": 503}
    emulator.put("a")
    assert emulator.run("outbox.flush()") is False
    assert (emulator.run("outbox.isEmpty"), emulator.stored()) == (True, [])


def test_two_that_send_at_once_send_each_message_once(emulator: Emulator) -> None:
    emulator.put("a")
    emulator.put("b", session=2)
    assert emulator.run("Promise.all([outbox.flush(), outbox.flush(), outbox.flush()])") == [True, True, True]
    assert emulator.names() == ["a", "b"]


def test_a_page_that_goes_leaves_the_longest_texts_behind(emulator: Emulator) -> None:
    values = {"long": "x" * 40_000, "longer": "y" * 70_000, "short": "z"}
    emulator.put("a", values=values, sequencing="s")
    assert emulator.run("outbox.flushLast()") is False  # not whole
    emulator.wait_for_a_post()
    ((_, sent),) = emulator.posts
    assert (sorted(sent["values"]), sent["sequencing"]) == (["long", "short"], None)
    assert emulator.stored() == ["a"]


def test_what_a_page_sent_that_goes_is_kept_until_it_is_confirmed_and_not_sent_twice(emulator: Emulator) -> None:
    emulator.put("a")
    assert [emulator.run("outbox.flushLast()") for _ in range(2)] == [True, True]
    emulator.wait_for_a_post()
    assert (emulator.names(), emulator.stored()) == (["a"], ["a"])
    emulator.open()
    emulator.statuses = {"a": 409}  # it came through, and the next run has begun
    assert emulator.run("outbox.flush()") is False
    assert (emulator.heard(), emulator.stored(), emulator.names()) == ([], [], ["a"])


def test_what_the_emulator_has_is_left_out_of_what_a_page_sends_that_goes(emulator: Emulator) -> None:
    long = "x" * 70_000
    emulator.keeps = False
    emulator.put("a", values={"long": long, "short": "1"})
    assert emulator.run("outbox.flush()") is True
    assert emulator.run('outbox.unconfirmedSize({ short: "1" })') > 0  # heard and not kept
    emulator.keeps = True
    emulator.put("a", values={"long": long, "short": "1"})
    assert emulator.run("outbox.flush()") is True
    assert emulator.run('outbox.unconfirmedSize({ short: "1" })') == 0
    assert emulator.run('outbox.unconfirmedSize({ short: "2" })') == len('short"2"')
    emulator.put("b", values={"long": long, "short": "2"})
    emulator.names()
    assert emulator.run("outbox.flushLast()") is True
    emulator.wait_for_a_post()
    assert [message["values"] for _, message in emulator.posts] == [{"short": "2"}]


def test_without_a_connection_nothing_is_taken_for_sent(emulator: Emulator) -> None:
    emulator.put("a")
    emulator.learner.context.set_offline(True)
    assert emulator.run("outbox.flushLast()") is False
    emulator.learner.context.set_offline(False)
    assert emulator.stored() == ["a"]
    assert emulator.run("outbox.flushLast()") is True
