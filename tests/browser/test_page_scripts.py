"""What the scripts of the player's page decide, each by itself in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import emulator.player
from tests.browser.browser import Learner, needs_browser

pytestmark = needs_browser
SCRIPTS = Path(emulator.player.__file__).parent / "static"


@pytest.fixture
def page(learner: Learner) -> Iterator[Any]:
    """An empty page with the scripts of which the rest of the player asks."""
    for name in ("manners.js", "prerequisites.js"):
        learner.page.add_script_tag(path=SCRIPTS / name)
    yield learner.page
    assert learner.errors == []


def manners(page: Any, settings: dict[str, Any], call: str) -> Any:
    """What the manners of a page with these settings say."""
    return page.evaluate(f"settings => {{ const manners = makeManners(settings); return {call}; }}", settings)


def test_a_page_without_settings_bars_nothing_and_gives_up_never(page: Any) -> None:
    for what in ("navBar", "titleBar", "menu", "choice", "flow"):
        assert manners(page, {}, f'manners.bars("{what}")') is False
        assert manners(page, {what: True}, f'manners.bars("{what}")') is False
        assert manners(page, {what: False}, f'manners.bars("{what}")') is True
    assert manners(page, {}, "[manners.hidesLocked, manners.mostFailures, manners.commitSeconds]") == [
        False,
        float("inf"),
        10,
    ]
    given = {"locked": "HIDE", "failures": 3, "commitSeconds": 2.5}
    assert manners(page, given, "[manners.hidesLocked, manners.mostFailures, manners.commitSeconds]") == [True, 3, 2.5]
    assert manners(page, {"locked": "DISABLE"}, "manners.hidesLocked") is False


PLACES = {(False, "Intermediate"), (True, "Final")}
EXITS = {"": "Normal", "suspend": "Suspend", "time-out": "Timeout", "logout": "Logout", "normal": "Normal"}


def test_what_follows_a_sco_is_found_by_its_place_its_success_and_its_exit(page: Any) -> None:
    exits = {
        f"{place} {success} {left}": f"{place} {success} {left}"
        for _, place in PLACES
        for success in ("Satisfied", "NotSatisfied")
        for left in EXITS.values()
    }
    for is_last, place in PLACES:
        for is_satisfied, success in ((True, "Satisfied"), (False, "NotSatisfied")):
            for said, left in EXITS.items():
                sco = {"isLast": is_last, "isSatisfied": is_satisfied, "exit": said}
                found = page.evaluate("([exits, sco]) => makeManners({ exits }).afterSco(sco)", [exits, sco])
                assert found == f"{place} {success} {left}"


def test_a_logout_ends_the_course_where_a_setting_says_so(page: Any) -> None:
    call = 'manners.afterSco({ isLast: false, isSatisfied: true, exit: "%s" })'
    assert manners(page, {"logoutExits": True}, call % "logout") == "EXIT_COURSE"
    assert manners(page, {"logoutExits": True}, call % "suspend") is None
    assert manners(page, {"logoutExits": False}, call % "logout") is None


@pytest.mark.parametrize(
    ("way", "sure", "found"),
    [
        ("SuspendAll", False, [True, True]),
        ("ExitAll", True, [False, False]),
        ("Selectable", True, [True, True]),
        ("Selectable", False, [False, False]),
        (None, True, [True, False]),
    ],
)
def test_the_way_out_keeps_the_place_or_not(page: Any, way: str | None, sure: bool, found: list[bool]) -> None:
    page.evaluate("sure => { window.confirm = () => sure; }", sure)
    settings = {} if way is None else {"return": way}
    assert manners(page, settings, "[manners.suspends(true), manners.suspends(false)]") == found


@pytest.mark.parametrize(("prompt", "busy", "asks"), [(True, True, True), (True, False, False), (False, True, False)])
def test_a_window_asks_before_it_closes_if_a_setting_says_so_and_something_would_be_lost(
    page: Any, prompt: bool, busy: bool, asks: bool
) -> None:
    closing = """busy => {
        const event = new Event("beforeunload", { cancelable: true });
        dispatchEvent(event);
        return event.defaultPrevented;
    }"""
    manners(page, {"prompt": prompt}, f"manners.guard(() => {str(busy).lower()})")
    assert page.evaluate(closing, busy) is asks


@pytest.mark.parametrize(
    ("script", "met"),
    [
        ("a and ~b", True),
        ("b or a", True),
        ("not a", False),
        ('"a" & c', True),
        ('"b"', False),
        ("~b & b", False),
        ("b & a", False),
        ("{b, a}", False),
        ("a | b & b", True),
        ("b & b | a", True),
        ("b <> p & a", True),
        ('unknown = "passed" & b', False),
        ('~(unknown = "passed")', False),
        ("1*{b, d}", False),
        ("a = PASSED", True),
        ("a = c", False),
        ("c = c", True),
        ('d <> "not attempted"', False),
    ],
)
def test_prerequisites_are_read_as_they_are_written(page: Any, script: str, met: bool) -> None:
    statuses = {"a": "passed", "b": "incomplete", "c": "completed", "d": "not attempted"}
    found = page.evaluate("([script, statuses]) => prerequisitesMet(script, statuses)", [script, statuses])
    assert found is met


MEDIA = """([position, duration]) => {
  window.told = [];
  window.tellMedia = (message) => told.push(message);
  document.body.innerHTML = `<audio id="media" data-position="${position}"></audio>`;
  window.media = document.getElementById("media");
  for (const [name, value] of Object.entries({ duration, currentTime: 0, ended: false }))
    Object.defineProperty(media, name, { value, writable: true });
}"""
PLAYED = """([event, currentTime]) => {
  Object.assign(media, { currentTime, ended: event === "ended" });
  media.dispatchEvent(new Event(event));
  return told.at(-1);
}"""


def test_what_was_heard_stays_heard_and_what_has_ended_begins_anew(page: Any) -> None:
    page.evaluate(MEDIA, [4, 10])
    page.add_script_tag(path=SCRIPTS / "media.js")
    page.evaluate('media.dispatchEvent(new Event("loadedmetadata"))')
    assert page.evaluate("media.currentTime") == 4  # where it was left
    for event, at, progress, completed, position in (
        ("pause", 6, 0.6, False, 6),
        ("pause", 2, 0.6, False, 2),
        ("ended", 10, 1, True, 0),
        ("pause", 3, 1, True, 3),
    ):
        told = {"progress": progress, "completed": completed, "position": position}
        assert page.evaluate(PLAYED, [event, at]) == told


def test_that_a_window_was_closed_is_told_once(page: Any) -> None:
    page.add_script_tag(path=SCRIPTS / "windows.js")
    page.evaluate("""() => {
      window.closings = 0;
      window.opened = { closed: false };
      window.open = () => opened;
      makeWindows({}).open({}, "about:blank", "name", () => { closings += 1; });
    }""")
    page.wait_for_timeout(350)
    assert page.evaluate("closings") == 0
    page.evaluate("opened.closed = true")
    page.wait_for_function("closings > 0")
    page.wait_for_timeout(950)
    assert page.evaluate("closings") == 1
