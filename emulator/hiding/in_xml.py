"""Secrets in XML, which may be cut off anywhere. The walk ends where the text is not XML; the caller handles the rest."""

import re
from collections.abc import Callable
from dataclasses import field

from emulator.hiding.edits import Edits
from emulator.hiding.names import Names, holds_value, unescape_xml
from emulator.light.records import dataclass
from emulator.light.xml_text import escape

HIDDEN = "(hidden)"
TOKEN = re.compile(
    r"""<!--(?P<comment>.*?)(?:-->|\Z)
    | <!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)
    | <\?.*?(?:\?>|\Z)
    | <!(?P<doctype>[^\[<>]*+(?:\[.*?(?:\]\s*(?:>|\Z)|\Z)|>|\Z))
    | </(?P<end>[^\s<>]+)\s*(?:>|\Z)
    | <(?P<tag>[^\s<>/!?"']+)(?P<attributes>(?:[^<>"']|"[^"<]*+(?:"|\Z)|'[^'<]*+(?:'|\Z))*+)(?:>|\Z)
    | (?P<text>[^<]++)""",
    re.DOTALL | re.VERBOSE,
)
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)(?:"|\Z)|'([^']*)(?:'|\Z))""")
CLOSED = ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")  # of HTML
LOOKED_UP = 20  # levels in which the element is looked for that an end tag ends


@dataclass(slots=True)
class _Element:
    name: str
    start: int  # of what is in it
    secret: bool = False
    named: bool = False
    only_text: str = ""
    values: list[tuple[int, int]] = field(default_factory=list)


def hide_in_xml(text: str, names: Names, inside: Callable[[str], str], rest: Callable[[str], str]) -> str:
    """An XML text without its secrets. `inside` hides secrets in a plain text, `rest` in text that is not XML."""
    walk = _Walk(text, names, inside)
    end = walk.go()
    in_doubt = walk.in_doubt()
    shown = walk.finish(end)
    if end < len(text):
        shown += HIDDEN if in_doubt else rest(text[end:])
    return shown


class _Walk:
    def __init__(self, text: str, names: Names, inside: Callable[[str], str]) -> None:
        self._edits = Edits()
        self._text = text
        self._names = names
        self._inside = inside
        self._elements = [_Element("", 0)]

    def go(self) -> int:
        """Walk on; returns the position from which the text is not XML."""
        at = 0
        while at < len(self._text):
            token = TOKEN.match(self._text, at)
            if token is None:
                break
            self._take(token)
            at = token.end()
        return at

    def in_doubt(self) -> bool:
        """Whether what comes next may belong to a secret."""
        return any(element.secret or element.named or element.values for element in self._elements)

    def finish(self, end: int) -> str:
        """The text before `end`; whatever is still open is cut there."""
        while len(self._elements) > 1:
            self._end(end)
        self._hide_values(self._elements[0])
        return self._edits.apply(self._text[:end])

    def _take(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        if kind == "attributes":
            self._tag(token)
        elif kind == "end":
            names = [element.name for element in self._elements[:0:-1][:LOOKED_UP]]
            if token["end"] in names:
                for _ in range(names.index(token["end"]) + 1):
                    self._end(token.start())
        elif kind == "doctype":
            if "[" in token[0]:  # an entity may hold anything
                self._edits.add(*token.span("doctype"), f"{HIDDEN}>")
        elif kind in ("text", "data", "comment"):
            self._plain(token, kind)

    def _tag(self, token: re.Match[str]) -> None:
        name, start = token["tag"], token.start("attributes")
        attributes = [
            (found[1], unescape_xml(found[2] or found[3] or ""), start + found.start(2 if found[2] is not None else 3))
            for found in ATTRIBUTE.finditer(token["attributes"])
        ]
        named = any(not holds_value(key) and self._names.names_secret(value) for key, value, _ in attributes)
        secret = named or self._names.secret(name)
        for key, value, at in attributes:
            quote = self._text[at - 1]
            end = self._text.find(quote, at)
            shown = HIDDEN if self._names.secret(key) or (secret and holds_value(key)) else self._inside(value)
            if value and shown != value:
                self._edits.add(at, len(self._text) if end < 0 else end, escape(shown).replace(quote, "&#34;"))
        if not token["attributes"].endswith("/") and name.lower() not in CLOSED:
            self._elements.append(_Element(name, token.end(), secret))

    def _plain(self, token: re.Match[str], kind: str) -> None:
        start, end = token.span(kind)
        text = token[kind] if kind == "data" else unescape_xml(token[kind])
        if kind != "comment":
            self._elements[-1].only_text += text
        shown = self._inside(text)
        if shown != text:
            self._edits.add(start, end, shown if kind == "data" else escape(shown))

    def _end(self, end: int) -> None:
        element = self._elements.pop()
        around = self._elements[-1]
        has_content = not self._text[element.start : end].isspace() and end > element.start
        if element.secret and has_content:
            self._edits.add(element.start, end, HIDDEN)
        self._hide_values(element)
        if holds_value(element.name):
            if has_content:
                around.values.append((element.start, end))
        elif self._names.names_secret(element.only_text.strip()):
            around.named = True

    def _hide_values(self, element: _Element) -> None:
        if element.named:
            for start, end in element.values:
                self._edits.add(start, end, HIDDEN)
