"""A page that tells a person one thing."""

from emulator.http import Reply
from emulator.pages.page import page_of


def message_page(status: int, title: str, words: str) -> Reply:
    """A page with a title and a sentence."""
    return page_of("emulator.pages/message.html", status, title=title, words=words)


def method_page(method: str, *allowed: str) -> Reply:
    """The refusal of a method that a page does not have."""
    reply = message_page(405, "Not possible", f"{method} is not a method of this page: it takes {', '.join(allowed)}.")
    reply.headers.append(("Allow", ", ".join(allowed)))
    return reply
