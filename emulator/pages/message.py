"""A page that tells a person one thing."""

from emulator.http import Reply
from emulator.pages.page import page_of


def message_page(status: int, title: str, words: str) -> Reply:
    """A page with a title and a sentence."""
    return page_of("emulator.pages/message.html", status, title=title, words=words)
