"""Hide secrets in a request wherever they are: in a header, in the URL, or in a body in JSON, XML or form encoding.
/ Secrets are found by name, not by the body's structure, because a body can be cut, broken, or different from its Content-Type.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

HIDDEN = "(hidden)"
NAMES = (
    "password",
    "passwd",
    "passphrase",
    "secret",
    "secret_key",
    "private_key",
    "api_key",
    "access_key",
    "access_token",
    "refresh_token",
    "id_token",
    "auth_token",
    "session_token",
    "authorization",
)
"""What the name of a secret ends with, in any case; words may be joined by nothing, an underscore or a hyphen."""
HEADERS = ("cookie", "set_cookie", "token")
"""The same, for headers alone."""

SCHEMES = r"(?:basic|bearer)(?:\s|%20|\+)+"
SIGNED = r"(?:eyJ|WyJ)[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"  # JSON in base64 with a signature, as a JWT is
QUOTED = r"\"(?:[^\"\\]|\\.)++\"?"
LISTED = r"\[(?!\s*\])[^\[\]{}]*+\]?"  # a list of plain values
TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*+\"?|[{}]")
VALUE = re.compile(rf"(\"\w*value\"\s*:\s*){QUOTED}", re.IGNORECASE)


class Values:
    """Hides certain texts wherever they stand, and nothing else."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._values = tuple({written for value in values for written in (value, quote(value, safe=""))})

    def text(self, text: str) -> str:
        """A URL, a body or a sentence without its secrets."""
        for value in self._values:
            text = text.replace(value, HIDDEN)
        return text

    def header(self, name: str, value: str) -> str:
        """The value of a header without its secrets."""
        return self.text(value)


class Hiding(Values):
    """Hides `values`, and the values of members and parameters named in `NAMES` or `also`."""

    def __init__(self, also: Iterable[str] = (), values: Iterable[str] = ()) -> None:
        super().__init__(values)
        names = (*NAMES, *also)
        ends = _ends(names)
        self._header = re.compile(rf".*(?:{_ends((*names, *HEADERS))})", re.IGNORECASE)
        self._hint = re.compile(rf"{ends}|{SCHEMES}|{SIGNED}|://[^/\s]*@", re.IGNORECASE)
        name = rf"[\w.:-]*(?:{ends})"
        self._named = re.compile(rf"\"\w*(?:id|name|key)\"\s*:\s*\"{name}\"", re.IGNORECASE)
        self._patterns = tuple(
            (re.compile(pattern, re.IGNORECASE), shown)
            for pattern, shown in (
                (rf"(\"{name}\"\s*:\s*)(?:{QUOTED}|-?\d[\d.eE+-]*|{LISTED})", rf'\1"{HIDDEN}"'),
                (rf"(<{name}(?:\s[^<>]*)?(?<!/)>)\s*(?:<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|[^<\s])[^<]*", rf"\1{HIDDEN}"),
                (rf"(\s{name}\s*=\s*)(?:\"[^\"<]+\"?|'[^'<]+'?)", rf'\1"{HIDDEN}"'),
                (rf"((?:^|[?&;]|%3f|%26){name}(?:=|%3d))[^&;\s\"'<>#]+", rf"\1{HIDDEN}"),
                (rf"({SCHEMES})[\w+/=.~%-]+", rf"\1{HIDDEN}"),
                (SIGNED, HIDDEN),
                (r"(://[^/\s:@\"'<>]*:)[^/\s@\"'<>]+@", rf"\1{HIDDEN}@"),
            )
        )

    def text(self, text: str) -> str:
        text = super().text(text)
        if not self._hint.search(text):
            return text
        if self._named.search(text):
            text = "".join(map(self._pair, _objects(text)))
        for pattern, shown in self._patterns:
            text = pattern.sub(shown, text)
        return text

    def _pair(self, text: str) -> str:
        """An object in a list of settings or properties, where one member has the name and another has the secret value."""
        return VALUE.sub(rf'\1"{HIDDEN}"', text) if self._named.search(text) else text

    def header(self, name: str, value: str) -> str:
        return HIDDEN if self._header.fullmatch(name) else self.text(value)


def _objects(text: str) -> Iterator[str]:
    """A text in JSON cut where an object begins or ends."""
    start = 0
    for token in TOKEN.finditer(text):
        if token[0] in "{}":
            yield text[start : token.start()]
            start = token.start()
    yield text[start:]


def _ends(names: Iterable[str]) -> str:
    return "|".join("[_-]?".join(map(re.escape, re.split("[_-]", name))) for name in names)
