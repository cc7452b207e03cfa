"""Hide secrets in a request wherever they are: in a header, in the URL, or in a body in JSON, XML or form encoding.

A body is read as what it looks like, because its Content-Type can be wrong. It can be cut anywhere. In a broken body, everything
after the name of a secret is hidden.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from urllib.parse import quote, unquote

from emulator.hiding.in_form import HIDDEN, SAFE, hide_in_pairs, hide_in_parts, hide_in_value
from emulator.hiding.names import HEADERS, NAMES, PARAMETERS, Names, unescaped

DEEPEST = 5  # texts within texts; what is deeper and may have a secret is hidden

DOTTED = re.compile(r"(?<![\w-])[\w-]++(?:\.[\w-]*+)+")
SIGNED = ("eyJ", "WyJ")  # JSON in base64; with a signature behind a dot it is a token, as a JWT is
SCHEME = re.compile(r"\b(basic|bearer)((?:\s|%20|\+)+)([\w+/=.~%-]+)", re.IGNORECASE)
USER = re.compile(
    r"((?::|%3a)(?:\\?/|%2f){2})[^\s\"'<>/?#@%]*(?:%(?!2f)[^\s\"'<>/?#@%]*)*+(?:@[^\s\"'<>/?#@%]*)*?(@|%40)",
    re.IGNORECASE,
)
URL = re.compile(r"(?:/|[a-z][a-z0-9+.-]{0,20}://)\S*+\s*", re.IGNORECASE)
FORM = re.compile(r"[^\s=&<>{}\"]{1,200}=\S*+\s*")
PARAMETER = re.compile(r"(?<![^\s?&;\"'(])([^\s?&;\"'<>=(]{1,200})=([^\s&\"<>]+)")
WORD = re.compile(r"[^\s\"'<>]++")


class HiddenValues:
    """Hides certain texts wherever they stand, and nothing else."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._values = tuple({written for value in values for written in (value, quote(value, safe=""))})

    def text(self, text: str) -> str:
        """A URL or a sentence without its secrets."""
        for value in self._values:
            text = text.replace(value, HIDDEN)
        return text

    def body(self, text: str) -> str:
        """A body without its secrets."""
        return self.text(text)

    def header(self, name: str, value: str) -> str:
        """The value of a header without its secrets."""
        return self.text(value)


class Hiding(HiddenValues):
    """Hides `values`, and the values of members and parameters named in `NAMES` or `also`."""

    def __init__(self, also: Iterable[str] = (), values: Iterable[str] = ()) -> None:
        super().__init__(values)
        names = (*NAMES, *also)
        self._names = Names(names)
        self._parameters = Names((*names, *PARAMETERS))
        self._headers = Names((*names, *HEADERS))
        self._hint = re.compile(
            rf"{self._parameters.whole}|basic|bearer|eyj|wyj|:\\*/\\*/[^\s\"'<>/?#@]*@|%[2-7][\da-f]|\\u00|&#|<!entity"
        )  # of lower case: many times faster
        self._name = re.compile(self._names.pattern, re.IGNORECASE)
        self._assigned = re.compile(rf"(?:{self._names.pattern})\d*[\"'\s]*[:=]", re.IGNORECASE)

    def text(self, text: str) -> str:
        return self._text(super().text(text))

    def body(self, text: str) -> str:
        return self._body(super().text(text))

    def header(self, name: str, value: str) -> str:
        return HIDDEN if self._headers.secret(name) else self.text(value)

    def _text(self, text: str, depth: int = 0) -> str:
        """A text for people, or a URL."""
        if not self._hint.search(text.lower()):
            return text
        if depth > DEEPEST:
            return HIDDEN
        inside = self._inside(depth)
        if URL.fullmatch(text) or FORM.fullmatch(text):
            text = self._url(text, inside)
        else:
            text = PARAMETER.sub(lambda found: f"{found[1]}={self._value(found[1], found[2], inside)}", text)
            text = WORD.sub(lambda found: _encoded(found[0], inside), text)
        text = USER.sub(rf"\1{HIDDEN}\2", text)
        return DOTTED.sub(_token, SCHEME.sub(_credentials, text))

    def _inside(self, depth: int) -> Callable[[str], str]:
        """Hides in a text that stands in another one."""
        return partial(self._body, depth=depth + 1, alone=False)

    def _value(self, name: str, value: str, inside: Callable[[str], str]) -> str:
        return HIDDEN if self._parameters.secret(name) else hide_in_value(value, inside)

    def _url(self, text: str, inside: Callable[[str], str]) -> str:
        """A URL, or a form (the query of one): every part that is not a pair is its path."""
        before, mark, query = ("", "", text) if not URL.match(text) else text.partition("?")
        shown = hide_in_pairs(query, self._parameters, inside)
        return f"{_encoded(before, inside)}{mark}{shown}"

    def _body(self, text: str, depth: int = 0, *, alone: bool = True) -> str:
        """A body, or a text within another one that may be as structured. `alone`: nothing else says what it is."""
        if not self._hint.search(text.lower()):
            return text
        if depth > DEEPEST:
            return HIDDEN
        inside, first = self._inside(depth), text.lstrip("\ufeff \t\r\n")[:2]
        if first[:1] in ("{", "[", '"') and (alone or first[:1] != '"'):
            from emulator.hiding.in_json import hide_in_json  # with the first body that may have a secret

            return hide_in_json(text, self._names, inside, self._broken)
        if first[:1] == "<":
            from emulator.hiding.in_xml import hide_in_xml  # likewise

            return hide_in_xml(text, self._names, inside, self._broken)
        if first == "--" or (alone and "content-disposition:" in text.lower()):
            return hide_in_parts(text, self._parameters, inside, self._broken)
        if not alone or FORM.fullmatch(text.strip()):
            return self._text(text, depth)
        return self._assignments(self._text(text, depth))

    def _assignments(self, text: str) -> str:
        """A body of unknown form: everything after `password:` may be the secret, up to the end of the body."""
        found = self._assigned.search(text)
        if found is not None and not text.startswith(HIDDEN, found.end()):
            return f"{text[: found.end()]} {HIDDEN}"
        return text if found is not None or not self._assigned.search(unescaped(text)) else HIDDEN

    def _broken(self, text: str) -> str:
        """Broken JSON or XML: nothing is shown after the name of a secret."""
        found = self._name.search(text)
        if found is not None:
            return f"{self._text(text[: found.end()])}{HIDDEN}"
        return HIDDEN if self._name.search(unescaped(text)) else self._text(text)


def _credentials(found: re.Match[str]) -> str:
    """`Basic …` and `Bearer …`, unless it is said of a course that it is basic, or of a call that it needs a bearer token."""
    scheme, space, given = found.groups()
    if given.lower() == "token":  # it is said what is wanted
        return found[0]
    if scheme.lower() == "basic":
        plain = unquote(given).rstrip("=")
        try:
            names_user = b":" in b64decode(plain + "=" * (-len(plain) % 4))
        except ValueError:
            names_user = False
        if not names_user and len(plain) < 16:
            return found[0]
    return f"{scheme}{space}{HIDDEN}"


def _token(found: re.Match[str]) -> str:
    """Hide texts that have the form of a signed token."""
    parts = found[0].split(".")
    for part, behind in pairwise(parts):
        if len(part) > 10 and len(behind) > 7 and any(begin in part for begin in SIGNED):
            return HIDDEN
    return found[0]


def _encoded(text: str, inside: Callable[[str], str]) -> str:
    """A text in which a whole query may be written as %xx."""
    if "%3d" not in text.lower():
        return text
    plain = unquote(text)
    shown = inside(plain)
    return text if shown == plain else quote(shown, safe=SAFE + "?&=%")
