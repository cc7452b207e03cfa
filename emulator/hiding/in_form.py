"""Secrets in forms: pairs as in the query of a URL, and the parts of a multipart body."""

import re
from collections.abc import Callable
from urllib.parse import quote, unquote_plus

from emulator.hiding.names import Names, unescaped

HIDDEN = "(hidden)"
SAFE = "()/:,@!$'*~"  # not written as %xx in what was changed
PART = re.compile(r"(?:^|\n)(--[^\r\n]{1,200})\r?\n((?:[^\r\n]{1,4000}\r?\n)*)\r?(?:\n|\Z)")
PART_NAME = re.compile(r"""\bname(?:\*\d*)?\*?\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s;"]+))""", re.IGNORECASE)


def hide_in_pairs(text: str, names: Names, inside: Callable[[str], str]) -> str:
    """`a=b&c=d` without its secrets. `inside` hides in a value."""
    return "&".join(_pair(pair, names, inside) for pair in text.split("&"))


def _pair(pair: str, names: Names, inside: Callable[[str], str]) -> str:
    name, equals, value = pair.partition("=")
    if not value:
        return pair
    return f"{name}{equals}{HIDDEN if names.secret(name) else hide_in_value(value, inside)}"


def hide_in_value(value: str, inside: Callable[[str], str]) -> str:
    """The value of a pair, as it is written there."""
    plain = unquote_plus(value)
    shown = inside(plain)
    return value if shown == plain else quote(shown, safe=SAFE)


def hide_in_parts(text: str, names: Names, inside: Callable[[str], str], rest: Callable[[str], str]) -> str:
    """A multipart body without its secrets. `inside` hides in what a part holds, `rest` in what belongs to no part."""
    found, shown, at = list(PART.finditer(text)), [], 0
    for part in found:
        if part.start() < at:
            continue
        shown.append(rest(text[at : part.start()]))
        end = text.find(f"\n{part[1]}", part.end() - 1)
        at = len(text) if end < 0 else end
        content = text[part.end() : at]
        kept = content[len(content.rstrip("\r\n")) :]
        secret = any(names.secret(unescaped(name[1] or name[2] or "")) for name in PART_NAME.finditer(part[2]))
        shown.append(inside(part[0]) if not secret else part[0])
        shown.append(HIDDEN + kept if secret and content.strip() else inside(content))
    return "".join([*shown, rest(text[at:])])
