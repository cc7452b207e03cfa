"""Where an exit leads to, if not to a URL: the window closes, or an empty page, or a page that says that all is well."""

from emulator.courseware import launches
from emulator.http import Reply
from emulator.page import HTML, message_page
from emulator.player import static
from emulator.vendors.call import Call

WORDS = "What you did was saved. You may close this window."


def page(call: Call, word: str) -> Reply:
    """The page of one of the words."""
    if word == launches.BLANK:
        text = '<!doctype html><html lang="en"><meta charset="utf-8"><title></title></html>'
        return Reply(200, text.encode(), HTML, [("Cache-Control", "no-store")])
    if word == launches.MESSAGE:
        return message_page(200, "You have left the course", WORDS)
    script = f'<script src="{call.local_link(static.PATH)}/left.js"></script>'
    reply = message_page(200, "You have left the course", WORDS, script)
    reply.headers[0] = ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'")
    return reply
