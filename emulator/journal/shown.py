"""Headers and bodies of entries as they are shown. Each look at a journal shows the same ones again, so their texts are kept."""

from functools import lru_cache

from emulator.hiding.decoding import readable
from emulator.hiding.hiding import HiddenValues
from emulator.journal.packed_headers import ID, unpacked

LONGEST_HEAD, LONGEST_BODY = 2048, 2048
"""Bytes of headers and of a body whose text is kept; a longer one is made anew each time."""
REQUEST_ID = ID.decode()

Pairs = tuple[tuple[str, str], ...]


def shown_headers(hiding: HiddenValues | None, head: bytes, request_id: str = "") -> Pairs:
    """Headers as `packed` made them, with the request id: each name and value as text, without the secrets that `hiding` knows."""
    pairs = _kept_head(hiding, head) if len(head) <= LONGEST_HEAD else _head(hiding, head)
    if request_id:
        pairs = tuple([(name, value or request_id) if name == REQUEST_ID else (name, value) for name, value in pairs])
    return pairs


def shown_body(hiding: HiddenValues | None, body: bytes) -> str:
    """A body as text, without the secrets that `hiding` knows."""
    if not body:
        return ""
    return _kept_body(hiding, body) if len(body) <= LONGEST_BODY else _body(hiding, body)


def shown_text(hiding: HiddenValues | None, text: str) -> str:
    """A sentence or a URL, without the secrets that `hiding` knows."""
    return hiding.text(text) if hiding else text


def _head(hiding: HiddenValues | None, head: bytes) -> Pairs:
    pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in unpacked(head)]
    return tuple([(name, hiding.header(name, value) if hiding else value) for name, value in pairs])


def _body(hiding: HiddenValues | None, body: bytes) -> str:
    text = readable(body)
    return hiding.body(text) if hiding else text


_kept_head = lru_cache(512)(_head)
_kept_body = lru_cache(512)(_body)
