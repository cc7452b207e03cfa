"""A body laid out for reading. Only blanks between its tokens change: no number is rounded, and a body that is cut stays what it is."""

import re
from functools import lru_cache

INDENT = "  "
LONGEST = 64 * 1024
LONGEST_KEPT = 4 * 1024
JSON_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"?|[{}\[\],:]|[^\s"{}\[\],:]+')
XML_TOKEN = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[^>]*>?|[^<]+", re.DOTALL)


def pretty(text: str) -> str:
    """The text with line breaks if it is JSON or XML, otherwise as it is."""
    return _kept(text) if len(text) <= LONGEST_KEPT else _pretty(text)


def _pretty(text: str) -> str:
    start = text.lstrip("\ufeff \r\n\t")[:1]
    if len(text) > LONGEST:
        return text
    if start in ("{", "["):
        return _json(text)
    return _xml(text) if start == "<" else text


_kept = lru_cache(128)(_pretty)
"""A page is made again at each event, with nearly the same bodies."""


def _json(text: str) -> str:
    written: list[str] = []
    depth, before = 0, ""
    for part in JSON_TOKEN.findall(text):
        if part in ("}", "]"):
            depth = max(0, depth - 1)
            if before not in ("{", "["):
                written.append(_line(depth))
        elif before in ("{", "[", ","):
            written.append(_line(depth))
        written.append(": " if part == ":" else part)
        if part in ("{", "["):
            depth += 1
        before = part
    return "".join(written)


def _xml(text: str) -> str:
    """Each element on its own line; one that has only text stays on one line."""
    written: list[str] = []
    depth, before = 0, "start"
    for part in XML_TOKEN.findall(text):
        kind = _kind(part)
        if kind == "text":
            if part.strip():
                written.append(part.strip() if before != "open" else part)
                before = "text" if before == "open" else "mixed"
            continue
        if kind == "close":
            depth = max(0, depth - 1)
        if before != "start" and not (kind == "close" and before in ("open", "text")):
            written.append(_line(depth))
        written.append(part)
        if kind == "open":
            depth += 1
        before = kind
    return "".join(written)


def _kind(part: str) -> str:
    if not part.startswith("<"):
        return "text"
    if part.startswith("</"):
        return "close"
    return "single" if part.startswith(("<?", "<!")) or part.endswith("/>") else "open"


def _line(depth: int) -> str:
    return "\n" + INDENT * min(depth, 40)
