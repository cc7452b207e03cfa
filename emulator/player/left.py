"""Where an exit leads if it is not a URL: close the window, an empty page, or a page that shows what the learner has reached."""

from emulator.courseware.play import launches
from emulator.http import Reply
from emulator.pages.page import page_of
from emulator.player import playing, static
from emulator.player.opening import ClosedError, Opened, open_launch
from emulator.sandbox.world import World

TITLE = "You have left the course"
SAVED = "What you did was saved."
NOT_KEPT = "You only looked at it: nothing was saved."
ONWARD = "The site that opened the course takes over from here. You may close this window."
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src data:"
STATUSES = {
    "not attempted": "○ Not started",
    "incomplete": "◐ In progress",
    "browsed": "◐ Looked at",
    "completed": "✓ Completed",
    "passed": "✓ Passed",
    "failed": "✕ Failed",
}

Facts = list[tuple[str, str]]


def page(world: World, key: str, word: str) -> Reply:
    """The page of one of the words, for a launch."""
    if word == launches.BLANK:
        return page_of("emulator.player/blank.html")
    facts: Facts = []
    try:
        opened = open_launch(world, key)
        words = SAVED if opened.keeps else NOT_KEPT
        facts = _facts(world, opened) if opened.keeps else []
    except ClosedError as closed:
        words = closed.words
    scripts = ("left.js",) if word == launches.CLOSER else ()
    return _page(world, TITLE, words, *scripts, facts=facts, more=(ONWARD,))


def returned(world: World) -> Reply:
    """The page that a cmi5 unit returns its window to; it notifies the player."""
    return _page(world, "One moment …", "You are led back to the course.", "outbox.js", "returned.js")


def _page(
    world: World, title: str, words: str, *scripts: str, facts: Facts | None = None, more: tuple[str, ...] = ()
) -> Reply:
    place = world.local_link(static.PATH)
    return page_of(
        "emulator.player/left.html",
        policy=POLICY,
        title=title,
        words=words,
        facts=facts,
        more=more,
        static=place,
        scripts=scripts,
    )


def _facts(world: World, opened: Opened) -> Facts:
    found = playing.progress(world, opened)
    facts = [
        ("Course", opened.row["options"].get("title") or opened.package.title or "Course"),
        ("Status", STATUSES[found["status"]]),
    ]
    if found["score"] is not None:
        facts.append(("Score", f"{found['score']:g} of 100"))
    return [*facts, ("Time", _span(found["seconds"]))]


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
