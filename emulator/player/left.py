"""Where an exit leads if it is not a URL: close the window, an empty page, or a page with a message."""

from emulator.courseware.play import launches
from emulator.http import Reply
from emulator.pages.message import message_page
from emulator.pages.page import page_of
from emulator.player import static
from emulator.sandbox.world import World

WORDS = "What you did was saved. You may close this window."
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'"


def page(world: World, word: str) -> Reply:
    """The page of one of the words."""
    if word == launches.BLANK:
        return page_of("emulator.player/blank.html")
    if word == launches.MESSAGE:
        return message_page(200, "You have left the course", WORDS)
    return _with_scripts(world, "You have left the course", WORDS, "left.js")


def returned(world: World) -> Reply:
    """The page that a cmi5 unit returns its window to; it notifies the player."""
    return _with_scripts(world, "One moment …", "You are led back to the course.", "outbox.js", "returned.js")


def _with_scripts(world: World, title: str, words: str, *scripts: str) -> Reply:
    place = world.local_link(static.PATH)
    return page_of("emulator.player/left.html", policy=POLICY, title=title, words=words, static=place, scripts=scripts)
