"""A message of the outbox as a person sees it: as HTML, as plain text, and the links in it."""

import re
from html.parser import HTMLParser

from emulator.pages.templating import render

_URL = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_BREAKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3")
_UNSEEN = ("script", "style", "title")


class _Reader(HTMLParser):
    """Collects the words of a document, with each link's address behind its words."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._addresses: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.words.append("\n")
        if tag in _UNSEEN:
            self._unseen += 1
        if tag == "a":
            self._addresses.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag == "a" and self._addresses and (address := self._addresses.pop()):
            self.links.append(address)
            self.words.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)


def links_of(body: str, *, html: bool) -> list[str]:
    """The addresses that a reader can follow, in order, each once."""
    found = _read(body).links if html else []
    return list(dict.fromkeys([*found, *_URL.findall(text_of(body, html=html))]))


def text_of(body: str, *, html: bool) -> str:
    """The message as plain text; the address of a link stands behind its words."""
    return "".join(_read(body).words).strip() if html else body


def page_of(subject: str, body: str, *, html: bool) -> bytes:
    """The message as a document; what is plain text has links where it has addresses."""
    text = body if html else render("emulator.mails/mail.html", subject=subject, parts=_parts(body))
    return text.encode("utf-8", "replace")


def _parts(text: str) -> list[tuple[str, str]]:
    """The text in pieces: words, and the address behind them, if there is one."""
    parts, at = [], 0
    for found in _URL.finditer(text):
        parts.append((text[at : found.start()], found[0]))
        at = found.end()
    return [*parts, (text[at:], "")]


def _read(body: str) -> _Reader:
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader
