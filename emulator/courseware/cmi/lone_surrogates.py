"""Lone surrogates (halves of characters) in JSON, as in compressed text or an emoji cut in two. UTF-8 has none, so they cannot be stored.

Each is kept as a character of its own (U+D800 as U+10F800 … U+DFFF as U+10FFFF, at the end of the private use planes), and turned back
for the SCO, which finds what it has set. The data model counts it as one character, as the SCO does.
"""

import re

from emulator.store.json_text import replace_surrogates

_FIRST, _KEPT_FIRST = 0xD800, 0x10F800
_KEPT = re.compile(rb"\xf4\x8f[\xa0-\xbf][\x80-\xbf]")


def kept(document: bytes) -> bytes:
    """A JSON document without lone surrogates: each is replaced by the character that stands for it."""
    if b"\\ud" not in document and b"\\uD" not in document:
        return document
    return replace_surrogates(document, _kept)


def told(document: bytes) -> bytes:
    """The same document with its lone surrogates, as JSON writes them."""
    return _KEPT.sub(lambda found: b"\\u%04x" % (ord(found[0].decode()) - _KEPT_FIRST + _FIRST), document)


def has_some(text: str) -> bool:
    """True if a text that was kept has lone surrogates."""
    return not text.isascii() and max(text) >= chr(_KEPT_FIRST)


def _kept(digits: bytes) -> bytes:
    return chr(int(digits, 16) - _FIRST + _KEPT_FIRST).encode()
