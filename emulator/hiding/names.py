"""The names of secrets."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote_plus

NAMES = (
    "pass_word",
    "pass_words",
    "passwd",
    "passphrase",
    "secret",
    "secret_key",
    "private_key",
    "api_key",
    "api_keys",
    "access_key",
    "access_token",
    "access_tokens",
    "refresh_token",
    "id_token",
    "auth_token",
    "session_token",
    "security_token",
    "authorization",
)
"""The endings of secrets' names, in any case; words may be joined by any characters except letters and digits."""
PARAMETERS = ("token", "sig", "signature", "hmac")
"""The same for parameters of a URL and headers: a link that is signed opens what it leads to."""
HEADERS = ("cookie", "set_cookie", *PARAMETERS)
"""The same for headers."""

LONGEST = 200  # characters of a name
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));?", re.IGNORECASE)
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
ESCAPED = re.compile(r"\\u([0-9a-f]{4})", re.IGNORECASE)
NAME = re.compile(r"[\w.:-]{1,100}")
VALUE = ("value", "values", "val", "content", "text", "data")


class Names:
    """Knows by a name whether it is that of a secret."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = tuple(names)
        self._ends = tuple({_plain(name) for name in listed})
        words = [r"[\W_]{0,3}".join(map(re.escape, re.split("[_-]", name.lower()))) for name in listed]
        self.pattern = "|".join(words)
        # Not one lookahead behind a group of all: `re` tries only places where a branch can begin, as long as it sees how each begins.
        self.whole = "|".join(f"{word}(?![a-z])" for word in words)  # not the `sig` of an assignment
        self.secret = lru_cache(4096)(self._secret)

    def _secret(self, name: str) -> bool:
        """Whether what has this name is a secret; numbers at its end do not count (`password2`)."""
        return _plain(unescaped(name[-LONGEST:])).rstrip("0123456789").endswith(self._ends)

    def names_secret(self, value: str) -> bool:
        """Whether a value is the name of a secret, as in a list of settings or properties: the secret stands beside it."""
        return NAME.fullmatch(value) is not None and self.secret(value)


@lru_cache(4096)
def holds_value(name: str) -> bool:
    """Whether a member of this name holds the value of what another member names."""
    return _plain(name).endswith(VALUE)


def unescape_xml(text: str) -> str:
    """A text of XML or HTML as it is read."""
    return REFERENCE.sub(_referred, text)


def _referred(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return NAMED[name.lower()]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def unescaped(text: str) -> str:
    """A text without the escapes of JSON, XML and URLs, also if they were put one upon the other."""
    for _ in range(3):
        before = text
        text = unquote_plus(unescape_xml(ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)))
        if text == before:
            break
    return text


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())
